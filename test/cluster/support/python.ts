import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterFile } from '../../setup/after-file.ts';

/** A Python environment with packages from PyPI, by name with version. They are downloaded once for all runs with one test home. */
export async function makePython(packages: readonly string[]): Promise<PythonEnvironment> {
  const name = packages.join('+').replaceAll(/[^\w+.-]/g, '_');
  const home = process.env['BULKGEN_TEST_HOME'];
  const folder = home ? join(home, 'python', name) : await mkdtemp(join(tmpdir(), 'bulkgen-python-'));
  if (!home) afterFile(() => rm(folder, { recursive: true, force: true }));
  await mkdir(folder, { recursive: true });
  const programs = join(folder, 'bin');
  await execa('python3', ['-m', 'venv', folder]);
  await execa(join(programs, 'pip'), ['install', '--quiet', '--disable-pip-version-check', ...packages]);
  return { programs, folder };
}

export interface PythonEnvironment {
  /** The folder of its programs. */
  readonly programs: string;
  readonly folder: string;
}
