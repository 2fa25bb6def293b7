import { execFileSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkReport, writeReport } from '../../../src/import/admin/write-report.ts';
import { makeTemporaryFolder } from '../../setup/temporary-folder.ts';

it('writes a report, but not into a pipe that has no reader', async () => {
  const folder = await makeTemporaryFolder();
  const [file, pipe] = [join(folder, 'report'), join(folder, 'pipe')];
  await writeReport(file, 'text\n');
  expect(await readFile(file, 'utf8')).toBe('text\n');

  execFileSync('mkfifo', [pipe]);
  for (const refused of [writeReport(pipe, 'text\n'), checkReport(pipe)]) {
    await expect(refused).rejects.toMatchObject({
      code: 'write-failed',
      message: `Could not write the report to ${pipe}: it is a pipe, not a file`,
      hint: 'Name another file with --report-file.',
    });
  }
});

it('refuses a report beforehand that could not be written, and changes no file', async () => {
  const folder = await makeTemporaryFolder();
  const [file, orphan] = [join(folder, 'report'), join(folder, 'none', 'report')];
  await writeReport(file, 'text\n');
  await Promise.all([checkReport(file), checkReport(join(folder, 'new')), checkReport('/dev/null')]);
  expect(await readFile(file, 'utf8')).toBe('text\n');
  expect(await readdir(folder)).toEqual(['report']);
  await expect(checkReport(folder, '--html')).rejects.toMatchObject({
    message: `Could not write the report to ${folder}: it is a folder, not a file`,
    hint: 'Name another file with --html.',
  });
  await expect(checkReport(orphan)).rejects.toMatchObject({
    message: `Could not write the report to ${orphan}: ENOENT: no such file or directory`,
    hint: 'Name another file with --report-file, or create its folder.',
  });
});

it.runIf(process.platform === 'linux')('writes a report to a pipe that the process inherited as stdout', async () => {
  const [module, path] = [join(import.meta.dirname, '../../../src/import/admin/write-report.ts'), '/dev/stdout'];
  const program = `import { checkReport, writeReport } from '${module}';
await checkReport('${path}');
await writeReport('${path}', 'text');`;
  const stdio = ['ignore', 'pipe', 'inherit'] as const;
  const text = execFileSync('sh', ['-c', '"$0" --input-type=module --eval "$1" | cat', process.execPath, program], {
    stdio: [...stdio],
  });
  expect(`${text}`).toBe('text');
});

it.runIf(process.platform === 'linux')('names the file and what to do about a full disk', async () => {
  await expect(writeReport('/dev/full', 'text\n')).rejects.toMatchObject({
    message: 'Could not write the report to /dev/full: ENOSPC: no space left on device',
    hint: 'Name another file with --report-file, or free some space.',
  });
});
