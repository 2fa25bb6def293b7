/** Runs work and notes how many seconds it took, also when it fails. */
export type Timer = <Result>(name: string, work: () => Promise<Result>) => Promise<Result>;

/** Makes a timer that writes into `seconds`, by name. */
export function createTimer(seconds: Record<string, number>): Timer {
  return async (name, work) => {
    const startedAt = performance.now();
    try {
      return await work();
    } finally {
      seconds[name] = (performance.now() - startedAt) / 1000;
    }
  };
}
