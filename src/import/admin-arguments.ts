import { join } from 'node:path/posix';
import type { Manifest, ManifestTable } from '../export/manifest.ts';
import { isCalendarVersion } from '../target/neo4j-version.ts';

export interface ImportPlaces {
  /** The folder with the files, as neo4j-admin sees it. */
  readonly folder: string;
  readonly database: string;
  /** Where violations are written. */
  readonly reportFile: string;
  /** Settings that lead the import into the staging folder. */
  readonly configFile: string;
  /** Of Neo4j, for some options are only of some. */
  readonly version: string;
  readonly settings?: AdminSettings;
}

/**
 * Options of `neo4j-admin database import full` that decide how it works, not what it makes; its own names and meanings.
 * `max-off-heap-memory` is for all that is not the heap: by default nine tenths of what the machine has.
 */
export interface AdminSettings {
  readonly format?: string | undefined;
  readonly threads?: string | undefined;
  readonly 'high-parallel-io'?: string | undefined;
  readonly 'max-off-heap-memory'?: string | undefined;
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
    // File names are else read as regular expressions; 5.26 does so only behind the last slash, where all are ours.
    ...(isCalendarVersion(places.version) && !places.version.startsWith('2025') ? ['--path-pattern-style=none'] : []),
    ...Object.entries(places.settings ?? {}).flatMap(([name, value]) =>
      value === undefined ? [] : [`--${name}=${value}`],
    ),
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
