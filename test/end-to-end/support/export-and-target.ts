import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ExportOptions, exportGraph } from '../../../src/export/export-graph.ts';
import { type Database, openDatabase } from '../../../src/neo4j/driver.ts';
import type { Target } from '../../../src/targets/target.ts';
import { afterFile } from '../../setup/after-file.ts';

/** Exports into a folder that is removed when the tests of the file are done. */
export async function makeExport(options: Omit<ExportOptions, 'folder'> = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bulkgen export '));
  afterFile(() => rm(folder, { recursive: true, force: true }));
  const out = join(folder, 'estate'); // with the mode that an export sets, unlike the temporary folder
  await exportGraph({ ...options, folder: out });
  return out;
}

/** Opens the database of a running target. */
export async function openTarget(target: Target): Promise<Database> {
  return openDatabase(await target.connection());
}
