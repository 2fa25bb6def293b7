import { basename, dirname, join } from 'node:path/posix';
import { isCalendarVersion } from '../target/neo4j-version.ts';
import type { CsvInput } from './import-source.ts';

export interface ImportPlaces {
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
 * The arguments of `neo4j-admin database import full`. The database comes first, since an option that takes several values
 * would swallow it; tolerance and strictness are said, since their defaults differ between versions.
 */
export function importArguments(
  { options, groups }: Pick<CsvInput, 'options' | 'groups'>,
  places: ImportPlaces,
): readonly string[] {
  // File names are else read as regular expressions, in 5.26 behind the last slash.
  const takesNames = isCalendarVersion(places.version) && !places.version.startsWith('2025');
  return [
    'database',
    'import',
    'full',
    places.database,
    `--additional-config=${places.configFile}`,
    `--report-file=${places.reportFile}`,
    ...listOptions({ strict: 'true', 'bad-tolerance': '0', ...options }),
    ...(takesNames ? ['--path-pattern-style=none'] : []),
    ...listOptions(places.settings ?? {}),
    ...groups.map(({ kind, labels, files }) => {
      const names = labels.length > 0 ? `${labels.join(':')}=` : '';
      const paths = takesNames ? files : files.map(quotePattern);
      return `--${kind === 'node' ? 'nodes' : 'relationships'}=${names}${paths.join(',')}`;
    }),
  ];
}

/** A path whose name stands for itself alone as a regular expression. */
function quotePattern(path: string): string {
  const name = basename(path);
  if (!/[\\^$|?*+()[\]{}]|\..*\./.test(name)) return path; // the dot of `a.csv` fits only files that nobody has
  return join(dirname(path), name.replaceAll(/[\\^$|?*+()[\]{}.]/g, '\\$&'));
}

function listOptions(options: object): readonly string[] {
  return Object.entries(options).flatMap(([name, value]: [string, string | undefined]) =>
    value === undefined ? [] : [`--${name}=${value}`],
  );
}

/**
 * The same as the text of an argument file (`@file`), one argument a line: it has no length limit and stays out of the
 * process list. picocli reads it with quotes and backslashes as escapes.
 */
export function formatArgumentFile(args: readonly string[]): string {
  return args.map((arg) => `"${arg.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"\n`).join('');
}
