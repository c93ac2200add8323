/** Jest runs the TypeScript as it is, as ESM; types are checked by `npm run typecheck`, not here. */
export default {
  testEnvironment: 'node',
  reporters: ['default', '<rootDir>/test/closing-line.js'],
  // A busy machine is slow, not wrong: limits here only end what hangs.
  testTimeout: 60_000,
  // Many tests wait for a browser or a clock, so both cores are worth using.
  maxWorkers: 2,
  extensionsToTreatAsEsm: ['.ts'],
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        module: { type: 'es6' },
      },
    ],
  },
};
