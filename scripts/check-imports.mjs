// The rules of .dependency-cruiser.mjs over src. Fails too when files were passed over: a rule that reads nothing finds nothing.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cruise, format } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import configuration from '../.dependency-cruiser.mjs';

const root = join(import.meta.dirname, '..');
process.chdir(root);
const { options, forbidden } = configuration;
const { output } = await cruise(['src'], { ...options, ruleSet: { forbidden }, validate: true }, undefined, {
  tsConfig: extractTSConfig(options.tsConfig.fileName),
});
const report = await format(output, { outputType: 'err' });
process.stdout.write(report.output);

const read = output.modules.filter(({ source }) => source.startsWith('src/')).length;
const there = readdirSync('src', { recursive: true }).filter(
  (file) => /\.tsx?$/.test(file) && !file.startsWith(join('database', 'generated')),
).length;
if (read < there) {
  console.error(`Only ${read} of ${there} files in src were read`);
  process.exit(1);
}
process.exit(output.summary.error > 0 ? 1 : 0);
