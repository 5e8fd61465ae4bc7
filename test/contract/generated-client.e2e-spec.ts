import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../src/config/project-root.js';
import { drawApi } from '../../src/draw-api.js';

describe('the generated client', () => {
  it('is what the API is now; else run npm run generate:client', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'wirewatch-client-'));
    const file = join(folder, 'openapi.json');
    writeFileSync(file, JSON.stringify(await drawApi()));
    const { status, stderr } = spawnSync(
      process.execPath,
      ['scripts/generate-client.mjs', '--check', '--document', file],
      { cwd: projectRoot, encoding: 'utf8' },
    );
    rmSync(folder, { recursive: true });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('runs in a browser: it asks nothing of Node', () => {
    const files = readdirSync(join(projectRoot, 'client'));
    expect(files.length).toBeGreaterThan(2);
    for (const name of files) {
      const imports = [...readFileSync(join(projectRoot, 'client', name), 'utf8').matchAll(/from '([^']+)'/g)];
      for (const [, from] of imports) expect(from).toMatch(/^(\.\/|openapi-fetch$)/);
    }
  });
});
