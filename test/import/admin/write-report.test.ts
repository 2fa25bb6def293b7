import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeReport } from '../../../src/import/admin/write-report.ts';
import { makeTemporaryFolder } from '../../setup/temporary-folder.ts';

it('writes a report, but not into a pipe that has no reader', async () => {
  const folder = await makeTemporaryFolder();
  const [file, pipe] = [join(folder, 'report'), join(folder, 'pipe')];
  await writeReport(file, 'text\n');
  expect(await readFile(file, 'utf8')).toBe('text\n');

  execFileSync('mkfifo', [pipe]);
  await expect(writeReport(pipe, 'text\n')).rejects.toMatchObject({
    code: 'write-failed',
    message: `Could not write the report to ${pipe}: it is a pipe, not a file`,
  });
});

it.runIf(process.platform === 'linux')('names the file and what to do about a full disk', async () => {
  await expect(writeReport('/dev/full', 'text\n')).rejects.toMatchObject({
    message: 'Could not write the report to /dev/full: ENOSPC: no space left on device',
    hint: 'Name another file with --report-file, or free some space.',
  });
});
