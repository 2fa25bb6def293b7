import { join } from 'node:path';
import { encodeHeader } from '../csv/header.ts';
import { describeTable, type ManifestTable } from './manifest.ts';
import type { ExportPlan } from './plan.ts';
import { flushFile, writeFile } from './write-file.ts';
import type { WrittenPart } from './write-part.ts';

/**
 * Writes the header files of all tables, and flushes them to disk. `written` has every part, by path. Returns the tables as the manifest
 * lists them. Throws `write-failed`.
 */
export async function writeHeaders(
  { tables }: ExportPlan,
  folder: string,
  written: ReadonlyMap<string, WrittenPart>,
): Promise<readonly ManifestTable[]> {
  const described: ManifestTable[] = [];
  for (const table of tables) {
    const path = join(folder, table.header.path);
    const header = await writeFile(path, [encodeHeader(table.header.cells)]);
    await flushFile(path);
    described.push(
      describeTable(
        table,
        header,
        table.parts.map((part) => written.get(part.path)!),
      ),
    );
  }
  return described;
}
