import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { Option } from 'commander';
import { BulkgenError } from '../../errors.ts';
import type { FileGroup } from '../../lint/find-files.ts';
import type { CsvOptions } from '../../lint/read-dialect.ts';

/** Options of neo4j-admin about files that bulkgen did not write: name, value, what it says. */
const texts: readonly (readonly [string, string, string])[] = [
  ['delimiter', 'char', 'between cells (default: ,)'],
  ['array-delimiter', 'char', 'between the values of a list, and labels (default: ;)'],
  ['vector-delimiter', 'char', 'between the numbers of a vector, from Neo4j 2025.10 on (default: ;)'],
  ['quote', 'char', 'around cells (default: ")'],
  ['id-type', 'type', 'string, integer or actual (default: string)'],
  ['input-encoding', 'name', 'of the files (default: UTF-8)'],
  ['read-buffer-size', 'size', 'most bytes of a cell (default: 4m)'],
  ['bad-tolerance', 'n', 'most rows that may be left out (default: all that are to be skipped)'],
];

const flags: readonly (readonly [string, string])[] = [
  ['multiline-fields', 'cells in quotes may have line breaks'],
  ['ignore-empty-strings', '"" is no value'],
  ['ignore-extra-columns', 'cells beyond the header are left out'],
  ['trim-strings', 'spaces around bare cells are left out'],
  ['legacy-style-quoting', 'a backslash keeps a quote'],
  ['auto-skip-subsequent-headers', 'a header is in every part'],
  ['normalize-types', 'numbers become long and double (default: true)'],
  ['strict', 'look for every node that is missing (default: true)'],
  ['skip-bad-relationships', 'relationships without their nodes are left out'],
  ['skip-duplicate-nodes', 'nodes whose id another one has are left out'],
];

/** Values by commander's names of the options. */
export type CsvCommandOptions = Readonly<Record<string, unknown>> & {
  readonly nodes?: readonly string[];
  readonly relationships?: readonly string[];
  readonly warningsAsErrors?: boolean;
};

/** neo4j-admin's own options for reading CSV, with its names and meanings. */
export function csvOptions(): readonly Option[] {
  const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];
  return [
    new Option('--nodes <[labels=]files>', 'files that are nodes, parted by commas, header first').argParser(collect),
    new Option('--relationships <[type=]files>', 'the same of relationships').argParser(collect),
    ...texts.map(([name, value, meaning]) => new Option(`--${name} <${value}>`, meaning)),
    ...flags.map(([name, meaning]) => new Option(`--${name} [boolean]`, meaning)),
    new Option('--warnings-as-errors', 'refuse also what the importer would take but change'),
  ].map(ofOthers);
}

/** Puts an option where the help tells of such files. */
export function ofOthers(option: Option): Option {
  return option.helpGroup('CSV that bulkgen did not write:');
}

/** The options as neo4j-admin takes them; those that were not given are absent. */
export function readCsvOptions(options: CsvCommandOptions): CsvOptions {
  const names = [...texts, ...flags].map(([name]) => name);
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = options[name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())];
      return value === undefined ? [] : [[name, `${value}`]];
    }),
  );
}

/** The folder that is read: the one given, else the deepest that has all the files that are named, else `import`. */
export function nameFolder(given: string | undefined, options: CsvCommandOptions): string {
  const paths = readFileGroups(options)?.flatMap(({ files }) => files);
  if (given !== undefined || !paths) return given ?? 'import';
  let folder = dirname(paths[0]!);
  while (!paths.every((path) => path.startsWith(join(folder, sep)))) folder = dirname(folder);
  return folder;
}

/** Whether bulkgen did not write the files: they are named, or in a folder without a manifest. */
export async function isForeign(folder: string, options: CsvCommandOptions): Promise<boolean> {
  if (readFileGroups(options) !== undefined) return true;
  const [{ draftName, manifestName }, { listCsvFiles }] = await Promise.all([
    import('../../export/manifest.ts'),
    import('../../lint/list-csv-files.ts'),
  ]);
  if (existsSync(join(folder, draftName)) || (await isOwnManifest(join(folder, manifestName)))) return false;
  return existsSync(folder) && (await listCsvFiles(folder)).paths.length > 0;
}

/** Others write a `manifest.json`, too (GraphFaker does): bulkgen's own has a format and tables, unless it is damaged. */
async function isOwnManifest(path: string): Promise<boolean> {
  if (!existsSync(path)) return false;
  try {
    const manifest: unknown = JSON.parse(await readFile(path, 'utf8'));
    return typeof manifest !== 'object' || manifest === null || 'format' in manifest || 'tables' in manifest;
  } catch {
    return true; // to be told what is wrong with it
  }
}

/** Throws `invalid-option` for an option about files of others where an export of bulkgen's own is meant. */
export function refuseCsvOptions(folder: string, options: CsvCommandOptions, more: readonly string[] = []): void {
  const keys = ['nodes', 'relationships', 'warningsAsErrors', ...more].filter((key) => options[key] !== undefined);
  const names = keys.map((key) => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
  const [name] = [...names, ...Object.keys(readCsvOptions(options))];
  if (name === undefined) return;
  throw new BulkgenError('invalid-option', `Expected no --${name}, which is for CSV that bulkgen did not write`, {
    hint: `The manifest in ${folder} says how its files are written, and all that is there to be proven.`,
  });
}

/** Throws `invalid-option` for the first of these options about exports that was given: others wrote the files. */
export function refuseExportOptions(folder: string, options: Readonly<Record<string, unknown>>): never {
  const name = Object.keys(options).find((key) => options[key] !== undefined);
  throw new BulkgenError('invalid-option', `Expected no --${name}, which is for exports of bulkgen alone`, {
    hint: `${folder} has CSV files but no manifest of an export; without that option they are linted as files of others.`,
  });
}

/** What `--nodes` and `--relationships` say; nothing when neither was given. */
export function readFileGroups({ nodes, relationships }: CsvCommandOptions): readonly FileGroup[] | undefined {
  if (!nodes && !relationships) return undefined;
  return [
    ...(nodes ?? []).map((text) => parseGroup('node', text)),
    ...(relationships ?? []).map((text) => parseGroup('relationship', text)),
  ];
}

function parseGroup(kind: FileGroup['kind'], text: string): FileGroup {
  const equals = text.indexOf('=');
  const labels = equals < 0 ? [] : text.slice(0, equals).split(':').filter(Boolean);
  const files = text
    .slice(equals + 1)
    .split(',')
    .filter(Boolean);
  if (files.length === 0 || (kind === 'relationship' && labels.length > 1)) {
    const option = kind === 'node' ? '--nodes' : '--relationships';
    const form = kind === 'node' ? 'Label:Label=header.csv,part.csv' : 'TYPE=header.csv,part.csv';
    throw new BulkgenError('invalid-option', `Expected ${option} to be like ${form}, got \`${text}\``);
  }
  return { kind, labels, files: files.map((file) => resolve(file)) };
}
