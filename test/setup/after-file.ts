import { afterAll } from 'vitest';

const cleanups: (() => Promise<unknown>)[] = [];

// Registered while the file is collected: vitest ignores an `afterAll` that is called within a hook or a test.
afterAll(async () => {
  while (cleanups.length > 0) await cleanups.pop()!();
});

/** Has something done when all tests of the file are over, the last asked for first; may be called from hooks and tests. */
export function afterFile(cleanup: () => Promise<unknown>): void {
  cleanups.push(cleanup);
}
