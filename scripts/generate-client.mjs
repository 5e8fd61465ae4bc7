// `npm run generate:client`: writes client/schema.d.ts, the types of the API, from the document that the built application draws of
// itself; nothing is started, and nothing is asked of the network. `--check` only says whether the file is what it would write;
// `--document FILE` takes the document from there.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import openapiTypescript, { astToString } from 'openapi-typescript';
import prettier from 'prettier';

const root = join(import.meta.dirname, '..');
const file = join(root, 'client/schema.d.ts');
const args = process.argv.slice(2);

async function readDocument() {
  const given = args.indexOf('--document');
  if (given >= 0) return JSON.parse(readFileSync(args[given + 1], 'utf8'));
  const built = join(root, 'dist/draw-api.js');
  if (!existsSync(built)) {
    console.error('The application is not built: npm run build');
    process.exit(2);
  }
  const { drawApi } = await import(pathToFileURL(built).href);
  return drawApi();
}

const ast = await openapiTypescript(await readDocument(), { alphabetize: true });
const header = '// Written by `npm run generate:client` from the API’s own description; not to be changed by hand.\n\n';
const text = await prettier.format(header + astToString(ast), {
  ...(await prettier.resolveConfig(file)),
  parser: 'typescript',
});
const known = existsSync(file) ? readFileSync(file, 'utf8') : '';
if (args.includes('--check')) {
  if (known === text) process.exit(0);
  console.error('client/schema.d.ts is not what the API is now: npm run generate:client');
  process.exit(1);
}
writeFileSync(file, text);
console.log(known === text ? 'client/schema.d.ts was right already' : 'client/schema.d.ts is written');
