import { vi } from 'vitest';
import { main } from '../../../src/cli/main.ts';

/** Runs a command line in this process. Returns its exit code and what it prints. */
export async function runCommand(...args: readonly string[]) {
  const printed = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((text, ...rest) => {
      printed[name] += typeof text === 'string' ? text : Buffer.from(text).toString();
      const onWritten = rest.find((item) => typeof item === 'function') as (() => void) | undefined;
      onWritten?.();
      return true;
    }),
  );
  try {
    return { exitCode: await main(args), ...printed };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
