import { afterEach, expect, it, vi } from 'vitest';
import { main } from '../../../src/cli/main.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

/** The exit code, and what the command line prints on stdout. */
async function run(...args: string[]) {
  let stdout = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text, ...rest) => {
    stdout += typeof text === 'string' ? text : Buffer.from(text).toString();
    const onWritten = rest.find((item) => typeof item === 'function') as (() => void) | undefined;
    onWritten?.();
    return true;
  });
  const exitCode = await main([...args, '--quiet']);
  vi.restoreAllMocks();
  return { exitCode, stdout };
}

it('plans an export with --dry-run, and prints one table with --stdout', async () => {
  const planned = await run('export', '--dry-run', '--scale', '50', '--json');
  expect(planned.exitCode).toBe(0);
  expect(JSON.parse(planned.stdout)).toMatchObject({ folder: 'import', fits: true });
  const printed = await run('export', '--stdout', '--tables', 'Region', '--scale', '50');
  expect(printed).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('0,region-000,') });
});
