import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../src/config/project-root.js';
import { envSchema } from '../src/config/env.js';

const readme = readFileSync(join(projectRoot, 'README.md'), 'utf8');
const { scripts } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

describe('README.md', () => {
  it('names only commands that there are, the two that matter first', () => {
    const named = [...readme.matchAll(/\bnpm (?:run )?([a-z:]+)/g)].map(([, name]) => name ?? '');
    expect(named.slice(0, 2)).toEqual(['start', 'test']);
    for (const name of named) expect(Object.keys(scripts)).toContain(name);
  });

  it('names only settings that there are', () => {
    const named = [...readme.matchAll(/`([A-Z]+(?:_[A-Z]+)+)(?:=[^`]*)?`/g)].map(([, name]) => name ?? '');
    expect(named.length).toBeGreaterThan(5);
    for (const name of named) expect(Object.keys(envSchema.shape)).toContain(name);
  });

  it('names only files and folders that there are', () => {
    const named = [...readme.matchAll(/`((?:src|prisma|test|bench|scripts)\/[\w./-]*)`/g)].map(
      ([, path]) => path ?? '',
    );
    expect(named.length).toBeGreaterThan(1);
    for (const path of named)
      expect({ path, exists: existsSync(join(projectRoot, path)) }).toEqual({ path, exists: true });
  });

  it('shows every stage of the flow', () => {
    const stages =
      readFileSync(join(projectRoot, '.dependency-cruiser.mjs'), 'utf8').match(/const stages = \[([^\]]*)\]/)?.[1] ??
      '';
    const names = [...stages.matchAll(/'(\w+)'/g)].map(([, name]) => name);
    expect(readme).toContain(names.join(' · '));
  });
});
