import { expect, it } from 'vitest';
import { runCommand } from './run-command.ts';

it('plans an export with --dry-run, and prints one table with --stdout', async () => {
  const planned = await runCommand('export', '--dry-run', '--scale', '50', '--json', '--quiet');
  expect(planned.exitCode).toBe(0);
  expect(JSON.parse(planned.stdout)).toMatchObject({ folder: 'import', fits: true });
  const printed = await runCommand('export', '--stdout', '--tables', 'Region', '--scale', '50', '--quiet');
  expect(printed).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('0,region-000,') });
});
