import { expect, it } from 'vitest';
import { runCommand } from './run-command.ts';

it('plans an export with --dry-run, and prints one table with --stdout', async () => {
  const planned = await runCommand('export', '--dry-run', '--scale', '50', '--json', '--quiet');
  expect(planned.exitCode).toBe(0);
  expect(JSON.parse(planned.stdout)).toMatchObject({ folder: 'import', fits: true });
  const printed = await runCommand('export', '--stdout', '--tables', 'Region', '--scale', '50', '--quiet');
  expect(printed).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('0,region-000,') });
});

it('says with --dry-run which export Neo4j Community could not hold, and what to do', async () => {
  const planned = await runCommand('export', '--dry-run', '--scale', '6b', '--quiet');
  expect(planned.stdout).toMatch(
    /^bulkgen would refuse an import into Neo4j Community: expected at most 68,719,476,736 property records, .*, got about 69,\d{3},\d{3},\d{3}\. Make the graph smaller, or import it into Neo4j Enterprise with --format=block\.$/m,
  );
  const smaller = await runCommand('export', '--dry-run', '--scale', '5b', '--json', '--quiet');
  expect(JSON.parse(smaller.stdout)).toMatchObject({ communityLimit: null, importMemory: expect.any(Number) });
});
