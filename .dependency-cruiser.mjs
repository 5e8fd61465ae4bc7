/** The stages, in the order of the flow: imports point to the left only. `matching` stands apart, and imports nothing but what Node has. */
const stages = [
  'config',
  'database',
  'embedded',
  'queues',
  'api',
  'auth',
  'changes',
  'feeds',
  'stories',
  'matching',
  'topics',
  'search',
  'subscriptions',
  'alerts',
  'delivery',
  'pipeline',
  'admin',
];

/** Files with framework in them say so by their suffix. */
const framework =
  '\\.(store|controller|processor|service|guard|interceptor|decorator|module|filter|pipe|exception)\\.ts$';
const startUp = '^src/[^/]+\\.ts$';
const generated = '^src/database/generated/';
const tests = '\\.spec\\.ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...stages.slice(0, -1).map((stage, index) => ({
      name: `${stage}-imports-to-the-left`,
      comment: `src/${stage} comes before ${stages.slice(index + 1).join(', ')} in the flow, and knows nothing of them`,
      severity: 'error',
      from: { path: `^src/${stage}/`, pathNot: tests },
      to: { path: `^src/(${stages.slice(index + 1).join('|')})/` },
    })),
    {
      name: 'stages-know-no-start-up',
      comment: 'Files at the top of src put the stages together; no stage imports them',
      severity: 'error',
      from: { path: '^src/[^/]+/' },
      to: { path: startUp },
    },
    {
      name: 'matching-stands-alone',
      comment: 'The matcher is plain TypeScript: no package, no other stage',
      severity: 'error',
      from: { path: '^src/matching/', pathNot: tests },
      to: { pathNot: '^src/matching/', dependencyTypesNot: ['core'] },
    },
    {
      name: 'framework-in-named-files-only',
      comment: 'A file without a role in its name is plain TypeScript, and needs no mock',
      severity: 'error',
      from: { path: '^src/', pathNot: [framework, startUp, tests, generated, '^src/config/line-logger\\.ts$'] },
      to: { path: 'node_modules/@nestjs/' },
    },
    {
      name: 'only-stores-speak-to-the-database',
      comment: 'SQL and Prisma live in stores, start-up migrations, the queue’s own pool and the embedded server',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: ['\\.store\\.ts$', '^src/(database|embedded)/', '^src/queues/queue-backend\\.ts$', tests],
      },
      to: { path: 'node_modules/(pg|@prisma/client)/' },
    },
    { name: 'no-circle', severity: 'error', from: { pathNot: generated }, to: { circular: true } },
    {
      name: 'no-orphan',
      comment: 'Nothing imports it, and it is no program: dead code',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: [startUp, tests, generated, '/commands/'] },
      to: {},
    },
    {
      name: 'no-test-in-the-product',
      severity: 'error',
      from: { path: '^src/', pathNot: tests },
      to: { path: ['^test/', tests] },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: generated },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
