import { join } from 'node:path/posix';
import type { Manifest, ManifestTable } from '../export/manifest.ts';

export interface ImportPlaces {
  /** The folder with the files, as neo4j-admin sees it. */
  readonly folder: string;
  readonly database: string;
  /** Where violations are written. */
  readonly reportFile: string;
  /** Settings that lead the import into the staging folder. */
  readonly configFile: string;
  /** Bytes of memory for all that is not the heap, where the default, nine tenths of the machine's, is too much. */
  readonly offHeapMemory?: number | undefined;
}

/**
 * The arguments of `neo4j-admin database import full` for bulkgen's own files. The database comes first, since an
 * option that takes several values would swallow it; tolerance and strictness are said, since their defaults differ
 * between versions. Tables without rows are left out.
 */
export function importArguments(manifest: Manifest, places: ImportPlaces): readonly string[] {
  const { csv, ids } = manifest;
  return [
    'database',
    'import',
    'full',
    places.database,
    `--additional-config=${places.configFile}`,
    `--report-file=${places.reportFile}`,
    `--id-type=${ids}`,
    '--strict=true',
    '--bad-tolerance=0',
    `--delimiter=${csv.delimiter}`,
    `--array-delimiter=${csv.arrayDelimiter}`,
    `--quote=${csv.quote}`,
    '--input-encoding=UTF-8',
    ...(places.offHeapMemory === undefined ? [] : [`--max-off-heap-memory=${places.offHeapMemory}`]),
    ...manifest.tables
      .filter(({ rows }) => rows > 0)
      .map((table) => `${groupOf(table, ids)}${filesOfTable(table, places.folder).join(',')}`),
  ];
}

// Files with string ids carry labels and types themselves.
function groupOf({ kind, labels }: ManifestTable, ids: Manifest['ids']): string {
  const option = kind === 'node' ? '--nodes=' : '--relationships=';
  return ids === 'string' ? option : `${option}${labels.join(':')}=`;
}

function filesOfTable({ header, parts }: ManifestTable, folder: string): readonly string[] {
  return [header, ...parts].map(({ path }) => join(folder, path));
}

/**
 * The same as the text of an argument file (`@file`), one argument a line: it has no length limit and stays out of the
 * process list. picocli reads it with quotes and backslashes as escapes.
 */
export function formatArgumentFile(args: readonly string[]): string {
  return args.map((arg) => `"${arg.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"\n`).join('');
}
