import { basename, dirname, join } from 'node:path/posix';
import { BulkgenError } from '../../errors.ts';
import type { CsvOptions } from '../../lint/dialect/read-dialect.ts';
import type { FileGroup } from '../../lint/files/find-files.ts';
import { checkOptions, type OptionForms } from '../../options/check-options.ts';
import { isCalendarVersion } from '../../targets/neo4j/version.ts';

/** CSV files, and how neo4j-admin is to read them. */
export interface CsvInput {
  readonly kind: 'csv';
  /** Options of neo4j-admin that describe the format of the files. */
  readonly options: CsvOptions;
  /** The files, by their paths on the target. */
  readonly groups: readonly FileGroup[];
}

export interface ImportPlaces {
  readonly database: string;
  /** Where neo4j-admin reports rows that it rejects. */
  readonly reportFile: string;
  /** Settings that direct the import to the staging folder. */
  readonly configFile: string;
  /** The version of Neo4j: some options exist in some versions only. */
  readonly version: string;
  readonly settings?: AdminSettings;
}

/**
 * Options of `neo4j-admin database import full` that decide how it works, under its own names. `max-off-heap-memory` limits
 * the memory beside the heap; by default nine tenths of the machine's.
 */
export interface AdminSettings {
  readonly format?: string | undefined;
  readonly threads?: string | undefined;
  readonly 'high-parallel-io'?: string | undefined;
  readonly 'max-off-heap-memory'?: string | undefined;
  /** A file of Neo4j settings on this machine, for neo4j-admin alone. */
  readonly 'additional-config'?: string | undefined;
  /** Whether neo4j-admin leaves skipped rows out of its report. */
  readonly 'skip-bad-entries-logging'?: string | undefined;
  /** A file on this machine that neo4j-admin's report is copied to. */
  readonly 'report-file'?: string | undefined;
}

const settingForms: OptionForms<AdminSettings> = {
  format: 'any',
  threads: 'any',
  'high-parallel-io': 'any',
  'max-off-heap-memory': 'any',
  'additional-config': 'any',
  'skip-bad-entries-logging': 'any',
  'report-file': 'any',
};

const mostThreads = 10_000;

/** Throws `invalid-option` for an unknown setting, for values that neo4j-admin refuses without a reason, and for absurd numbers of threads. */
export function refuseSettings(settings: AdminSettings): void {
  checkOptions('`settings`', settings, settingForms);
  const { threads, 'max-off-heap-memory': memory } = settings;
  if (threads !== undefined && !(/^[1-9]\d*$/.test(threads) && Number(threads) <= mostThreads)) {
    throw new BulkgenError(
      'invalid-option',
      `Expected --threads to be a whole number from 1 to ${mostThreads.toLocaleString('en-US')}, got \`${threads}\``,
    );
  }
  // Its own parser (SettingValueParsers.parseLongWithUnit) knows k, m and g. The number of bytes must fit in a Java long.
  if (memory !== undefined && !/^([1-9]\d{0,17}|[1-9]\d{0,8}[kmg]|([1-9]\d?|100)%)$/i.test(memory)) {
    throw new BulkgenError(
      'invalid-option',
      `Expected --max-off-heap-memory to be a size such as 4G or 500m, or a share from 1% to 100%, got \`${memory}\``,
    );
  }
}

/**
 * The arguments of `neo4j-admin database import full`. The database comes first, because an option that takes several values
 * would take it as one of them. Tolerance and strictness are explicit, because their defaults differ between versions.
 */
export function importArguments(
  { options, groups }: Pick<CsvInput, 'options' | 'groups'>,
  places: ImportPlaces,
): readonly string[] {
  const { 'additional-config': _, 'report-file': __, ...settings } = places.settings ?? {};
  // Without this option neo4j-admin reads file names as regular expressions; in 5.26 the part after the last slash.
  const takesNames = isCalendarVersion(places.version) && !places.version.startsWith('2025');
  return [
    'database',
    'import',
    'full',
    places.database,
    `--additional-config=${places.configFile}`,
    `--report-file=${places.reportFile}`,
    ...listOptions({ strict: 'true', 'bad-tolerance': '0', ...simplify(options) }),
    ...(takesNames ? ['--path-pattern-style=none'] : []),
    ...listOptions(settings),
    ...groups.map(({ kind, labels, files }) => {
      const names = labels.length > 0 ? `${labels.join(':')}=` : '';
      const paths = takesNames ? files : files.map(quotePattern);
      return `--${kind === 'node' ? 'nodes' : 'relationships'}=${names}${paths.join(',')}`;
    }),
  ];
}

/**
 * The options in a form that does not depend on paths and on the character encoding of the target. The lint has checked which
 * files have fields of several lines.
 */
function simplify({ 'multiline-fields-format': format, ...options }: CsvOptions): CsvOptions {
  const characters = Object.entries(options).map(([name, value]) => [
    name,
    value.length === 1 && value > '~' ? `U+${value.charCodeAt(0).toString(16).padStart(4, '0')}` : value,
  ]);
  return { ...Object.fromEntries(characters), ...(format === 'v2' && { 'multiline-fields': 'true' }) };
}

/** A path whose name, read as a regular expression, matches only itself. */
function quotePattern(path: string): string {
  const name = basename(path);
  if (!/[\\^$|?*+()[\]{}]|\..*\./.test(name)) return path; // the dot of `a.csv` also matches `a-csv`, a name that no one uses
  return join(dirname(path), name.replaceAll(/[\\^$|?*+()[\]{}.]/g, '\\$&'));
}

function listOptions(options: object): readonly string[] {
  return Object.entries(options).flatMap(([name, value]: [string, string | undefined]) =>
    value === undefined ? [] : [`--${name}=${value}`],
  );
}

/**
 * The text of an argument file (`@file`), one argument per line. It has no length limit and stays out of the process list.
 * picocli, which reads it, takes quotes and backslashes as escapes.
 */
export function formatArgumentFile(args: readonly string[]): string {
  return args.map((arg) => `"${arg.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"\n`).join('');
}
