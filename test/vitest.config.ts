import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { CountReporter } from './setup/count-reporter.ts';
import { createLane } from './setup/lane.ts';

const minute = 60_000;

/** Projects that run beside each other, in two lanes that take about the same time. */
const besideOthers = {
  maxWorkers: 50, // a worker for each file (lane.ts)
  sequence: { groupOrder: 2 },
  env: { NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache') }, // a command starts in a third of the time
};

/** A test of servers waits for one process after the other: it uses one core, and often less. So three run on two cores. */
const embeddedLane = createLane('embedded', {
  filesAtOnce: 2,
  first: ['end-to-end/faults.test.ts', 'package.test.ts', 'end-to-end/readme.test.ts'],
});
/** Tests with Docker count containers, which others would start meanwhile. */
const otherLane = createLane('other', { filesAtOnce: 1 });

/** Tests that start servers. */
const endToEnd = {
  ...besideOthers,
  globalSetup: ['test/setup/share-test-home.ts'],
  testTimeout: 10 * minute,
  hookTimeout: 15 * minute,
};

/**
 * Unit tests come first and run all side by side. Builds and servers are heavy, so three files of the other projects run at a
 * time: two with servers of this machine, and one of the others.
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
          exclude: ['test/{layering,package,node-versions,differential,end-to-end,end-to-end-docker,cluster}/**'],
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
          ...besideOthers,
          name: 'package',
          include: ['test/{layering,package}/**/*.test.ts'],
          pool: otherLane,
          testTimeout: 2 * minute,
          hookTimeout: 5 * minute,
        },
      },
      {
        test: {
          ...besideOthers,
          name: 'node-versions',
          include: ['test/node-versions/**/*.test.ts'],
          pool: otherLane,
          testTimeout: 2 * minute,
          hookTimeout: 15 * minute,
        },
      },
      {
        test: {
          ...besideOthers,
          name: 'differential',
          include: ['test/differential/**/*.test.ts'],
          globalSetup: ['test/setup/share-test-home.ts'],
          setupFiles: ['test/setup/quick-java.ts'],
          pool: otherLane,
          testTimeout: 15 * minute, // the first run downloads Neo4j
        },
      },
      {
        test: {
          ...besideOthers,
          name: 'cluster',
          include: ['test/cluster/**/*.test.ts'],
          pool: otherLane,
          testTimeout: 5 * minute,
          hookTimeout: 10 * minute, // a download of 0.5 GB
        },
      },
      {
        test: {
          ...endToEnd,
          pool: embeddedLane,
          name: 'end-to-end',
          include: ['test/end-to-end/**/*.test.ts'],
          setupFiles: ['test/setup/hide-docker.ts', 'test/setup/quick-java.ts'],
        },
      },
      {
        test: {
          ...endToEnd,
          pool: otherLane,
          name: 'end-to-end-docker',
          include: ['test/end-to-end-docker/**/*.test.ts'],
          setupFiles: ['test/setup/quick-java.ts'],
        },
      },
    ],
  },
});
