import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeTemporaryFolder } from '../../setup/temporary-folder.ts';
import { runCommand } from './run-command.ts';

it('plans an export with --dry-run, and prints one table with --stdout', async () => {
  const planned = await runCommand('export', '--dry-run', '--scale', '50', '--json', '--quiet');
  expect(planned.exitCode).toBe(0);
  expect(JSON.parse(planned.stdout)).toMatchObject({ folder: 'import', fits: true });
  const printed = await runCommand('export', '--stdout', '--tables', 'Region', '--scale', '50', '--quiet');
  expect(printed).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('0,region-000,') });
});

it('says with --dry-run which export Neo4j Community could not hold, and what to do', async () => {
  const planned = await runCommand('export', '--dry-run', '--scale', '7b', '--quiet');
  expect(planned.stdout).toMatch(
    /^bulkgen would refuse an import into Neo4j Community: expected at most 68,719,476,736 property records, .*, got about 7[34],\d{3},\d{3},\d{3}\. Make the graph smaller, or import it into Neo4j Enterprise with --format=block\.$/m,
  );
  const smaller = await runCommand('export', '--dry-run', '--scale', '5b', '--json', '--quiet');
  expect(JSON.parse(smaller.stdout)).toMatchObject({ communityLimit: null, importMemory: expect.any(Number) });
});

it('writes an export in shards, says what is missing, and merges them', async () => {
  const folder = join(await makeTemporaryFolder(), 'shared');
  const run = (...words: string[]) => runCommand(...words, '--quiet');
  const planned = await run('export', '--scale', '50', '--out', folder, '--shard', '2/2', '--dry-run');
  expect(planned.stdout).toMatch(/^Shard 2\/2 would have 16 files with \d+ rows$/m);
  const first = await run('export', '--scale', '50', '--out', folder, '--shard', '1/2');
  expect(first).toMatchObject({ exitCode: 0, stdout: expect.stringContaining(`Next: bulkgen merge ${folder}`) });
  const early = await run('import', folder, '--dry-run');
  expect(early).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining(`Run \`bulkgen merge ${folder}\` first.`),
  });
  expect(await run('merge', folder)).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('shard 2 ') });
  const second = await run('export', '--scale', '50', '--out', folder, '--shard', '2/2', '--json');
  expect(JSON.parse(second.stdout)).toMatchObject({ shard: '2/2', parts: 16, upToDate: false });
  expect(await run('merge', folder)).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('50 CIs') });
  expect(await run('merge', folder)).toMatchObject({ stdout: expect.stringContaining('is merged and has 50 CIs') });
  const verified = await run('verify', folder, '--shard', '2/2');
  expect(verified).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('(files of shard 2/2 only)') });
});
