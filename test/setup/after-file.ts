import { afterAll } from 'vitest';

const cleanups: (() => Promise<unknown>)[] = [];

// Registered while the file is collected: vitest ignores an `afterAll` that is called within a hook or a test.
afterAll(async () => {
  while (cleanups.length > 0) await cleanups.pop()!();
});

/** Registers a cleanup for the end of the file's tests. The last one registered runs first. Call it from hooks or tests. */
export function afterFile(cleanup: () => Promise<unknown>): void {
  cleanups.push(cleanup);
}
