// The files of third-party CSV that an import reads.
import { stat } from 'node:fs/promises';
import { BulkgenError } from '../../errors.ts';
import { type CsvOptions, readDialect } from '../../lint/dialect/read-dialect.ts';
import { type FileGroup, type FoundFiles, findFiles, type SkippedFiles } from '../../lint/files/find-files.ts';
import { createFirstRowReader } from '../../lint/files/first-row.ts';
import type { LintResult } from '../../lint/lint-result.ts';
import { readSchemaFile } from '../../neo4j/schema-file.ts';
import { reasonOf } from '../../system/text-file.ts';

/** How to import third-party CSV. */
export interface CsvFiles {
  readonly options?: CsvOptions | undefined;
  /** Which files belong together, where the folder itself does not show it. */
  readonly groups?: readonly FileGroup[] | undefined;
  /** Patterns of files in the folder to leave out, as in a .gitignore file. */
  readonly exclude?: readonly string[] | undefined;
  /** Import without a lint, relying on what the importer itself refuses and counts. */
  readonly skipsLint?: boolean | undefined;
  readonly warningsAsErrors?: boolean | undefined;
  /** A file of Cypher statements that create constraints and indexes. */
  readonly schemaFile?: string | undefined;
  /** Called with what the lint found, also when the files are broken; awaited. */
  readonly onLint?: ((result: LintResult) => void | Promise<void>) | undefined;
  /** Called with the files that are not read, if there is no lint. */
  readonly onSkipped?: ((files: SkippedFiles) => void) | undefined;
}

/**
 * Refuses options, files and a schema that an import could not read, as far as no target is needed to know it. `version`: that
 * of Neo4j, if it is known. Throws what `readCsvSource` throws.
 */
export async function checkCsvFiles(folder: string, csv: CsvFiles, version?: string): Promise<void> {
  const { options = {}, groups, schemaFile, skipsLint } = csv;
  if (schemaFile !== undefined) await readSchemaFile(schemaFile);
  const known = version ?? (options['vector-delimiter'] === undefined ? undefined : '2026');
  if (!groups) return void (await findGroups(folder, csv, known));
  await sumSizes(groups);
  if (skipsLint) return;
  const readFirstRow = createFirstRowReader(readDialect(options, known));
  for (const path of groups.flatMap(({ files }) => files)) await readFirstRow(path);
}

/** Finds the files in a folder. Throws what `findFiles` throws, and `files-broken` for a file without a header. */
export async function findGroups(
  folder: string,
  { options = {}, exclude }: CsvFiles,
  version: string | undefined,
): Promise<Omit<FoundFiles, 'headless'>> {
  const readFirstRow = createFirstRowReader(readDialect(options, version));
  const { headless, ...found } = await findFiles(folder, { readFirstRow, exclude });
  const [first] = headless;
  if (first === undefined) return found;
  const others = headless.length > 1 ? ` and ${headless.length - 1} other files` : '';
  throw new BulkgenError(
    'files-broken',
    `Expected a header for ${first.path}${others}, in the first line or in a separate file`,
    {
      hint: 'Run `bulkgen verify` for details, or name the files that belong together with --nodes and --relationships.',
    },
  );
}

/** The size of all files in bytes. Throws `file-unreadable`. */
export async function sumSizes(groups: readonly FileGroup[]): Promise<number> {
  const files = groups.flatMap((group) => group.files);
  const sizes = await Promise.all(
    files.map(async (path) => {
      const state = await stat(path).catch((cause: Error) => {
        const hint = 'Name a readable file.';
        throw new BulkgenError('file-unreadable', `Could not read ${path}: ${reasonOf(cause)}`, { hint, cause });
      });
      return state.size;
    }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
