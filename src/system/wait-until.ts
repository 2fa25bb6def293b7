import { setTimeout } from 'node:timers/promises';

/** Waits until something is so, looking twenty times a second; false when it is not after so many milliseconds. */
export async function waitUntil(isSo: () => Promise<boolean>, milliseconds: number): Promise<boolean> {
  const deadline = performance.now() + milliseconds;
  while (!(await isSo())) {
    if (performance.now() >= deadline) return false;
    await setTimeout(50);
  }
  return true;
}
