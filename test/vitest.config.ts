import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { CountReporter } from './setup/count-reporter.ts';
import { oneFileAtATime } from './setup/one-file-at-a-time.ts';

const minute = 60_000;

/** Tests that start servers. Needs a worker for each file (one-file-at-a-time.ts). */
const endToEnd = {
  pool: oneFileAtATime,
  maxWorkers: 50,
  globalSetup: ['test/setup/share-test-home.ts'],
  sequence: { groupOrder: 5 },
  testTimeout: 10 * minute,
  hookTimeout: 15 * minute,
};

/**
 * Projects run one after the other, by `groupOrder`. Builds and servers are heavy: only unit tests run all side by side, and
 * the two end-to-end projects one file each at a time.
 */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    reporters: ['default', new CountReporter()],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/{layering,package,node-versions,differential,end-to-end,end-to-end-docker}/**'],
          setupFiles: ['test/setup/memory-folder.ts'],
          maxWorkers: '100%',
          // A worker keeps its modules from file to file: half the time. So a test puts back what it changes in the process.
          isolate: false,
          // From 1 on: a group 0 of one worker, as on a machine with one core, would run last.
          sequence: { groupOrder: 1 },
          // None takes a second but where the machine has other work.
          testTimeout: minute / 2,
          hookTimeout: minute / 2,
        },
      },
      {
        test: {
          name: 'package',
          include: ['test/{layering,package}/**/*.test.ts'],
          fileParallelism: false,
          sequence: { groupOrder: 2 },
          testTimeout: 2 * minute,
          hookTimeout: 5 * minute,
        },
      },
      {
        test: {
          name: 'node-versions',
          include: ['test/node-versions/**/*.test.ts'],
          fileParallelism: false,
          sequence: { groupOrder: 3 },
          testTimeout: 2 * minute,
          hookTimeout: 15 * minute,
        },
      },
      {
        test: {
          name: 'differential',
          include: ['test/differential/**/*.test.ts'],
          globalSetup: ['test/setup/share-test-home.ts'],
          setupFiles: ['test/setup/quick-java.ts'],
          fileParallelism: false,
          sequence: { groupOrder: 4 },
          testTimeout: 15 * minute, // the first run downloads Neo4j
        },
      },
      {
        test: {
          ...endToEnd,
          name: 'end-to-end',
          include: ['test/end-to-end/**/*.test.ts'],
          setupFiles: ['test/setup/hide-docker.ts', 'test/setup/quick-java.ts'],
        },
      },
      {
        test: {
          ...endToEnd,
          name: 'end-to-end-docker',
          include: ['test/end-to-end-docker/**/*.test.ts'],
          setupFiles: ['test/setup/quick-java.ts'],
        },
      },
    ],
  },
});
