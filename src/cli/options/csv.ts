import { resolve } from 'node:path';
import { Option } from 'commander';
import { BulkgenError } from '../../errors.ts';
import type { FileGroup } from '../../lint/find-files.ts';
import type { CsvOptions } from '../../lint/read-dialect.ts';

/** Options of neo4j-admin with a value: name, value, meaning. */
const valueOptions: readonly (readonly [string, string, string])[] = [
  ['delimiter', 'char', 'separator between cells (default: ,)'],
  ['array-delimiter', 'char', 'separator between the values of a list and between labels (default: ;)'],
  ['vector-delimiter', 'char', 'separator between the numbers of a vector, since Neo4j 2025.10 (default: ;)'],
  ['quote', 'char', 'quotation mark around cells (default: ")'],
  ['id-type', 'type', 'type of the ids: string, integer or actual (default: string)'],
  ['input-encoding', 'name', 'character encoding of the files (default: UTF-8)'],
  ['read-buffer-size', 'size', 'read buffer of neo4j-admin; a row must fit into it (default: 4m)'],
  [
    'bad-tolerance',
    'n',
    'maximum number of skipped rows (default: no limit with a --skip option or --ignore-extra-columns, else 0)',
  ],
];

/** Options of neo4j-admin that are true or false: name, meaning. */
const booleanOptions: readonly (readonly [string, string])[] = [
  ['multiline-fields', 'allow line breaks in quoted cells'],
  ['ignore-empty-strings', 'treat "" as a missing value'],
  ['ignore-extra-columns', 'ignore cells beyond the header'],
  ['trim-strings', 'remove spaces around unquoted cells'],
  ['legacy-style-quoting', 'allow a backslash before a quotation mark inside a cell'],
  ['auto-skip-subsequent-headers', 'skip the header line of every file of a table after the first'],
  ['normalize-types', 'store numbers as long and double (default: true)'],
  ['strict', 'check that the nodes of every relationship exist (default: true)'],
  ['skip-bad-relationships', 'skip relationships whose nodes do not exist'],
  ['skip-duplicate-nodes', 'skip nodes whose id already exists'],
];

/** The values of `csvOptions`, by the names that commander gives them. */
export type CsvCommandOptions = Readonly<Record<string, unknown>> & {
  readonly nodes?: readonly string[];
  readonly relationships?: readonly string[];
  readonly exclude?: readonly string[];
  readonly warningsAsErrors?: boolean;
};

/** The options of neo4j-admin for reading CSV, with its names and meanings. */
export function csvOptions(): readonly Option[] {
  const collect = (value: string, previous: readonly string[] = []): readonly string[] => [...previous, value];
  return [
    new Option(
      '--nodes <[labels=]files>',
      'node files, separated by commas, the file with the header first; takes several values',
    ).argParser(collect),
    new Option(
      '--relationships <[type=]files>',
      'relationship files, separated by commas, the file with the header first; takes several values',
    ).argParser(collect),
    new Option(
      '--exclude <pattern>',
      "files or folders to leave out, as in a .gitignore file: '*.bak', old/; may be given several times",
    ).argParser(collect),
    ...valueOptions.map(([name, value, meaning]) => new Option(`--${name} <${value}>`, meaning)),
    ...booleanOptions.map(([name, meaning]) => new Option(`--${name} [boolean]`, meaning)),
    new Option('--warnings-as-errors', 'treat values that the importer would change as errors'),
  ].map(forThirdPartyCsv);
}

/** Lists an option in the help under third-party CSV. */
export function forThirdPartyCsv(option: Option): Option {
  return option.helpGroup('Third-party CSV:');
}

/** The given options as neo4j-admin takes them. */
export function readCsvOptions(options: CsvCommandOptions): CsvOptions {
  const names = [...valueOptions, ...booleanOptions].map(([name]) => name);
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = options[name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())];
      return value === undefined ? [] : [[name, `${value}`]];
    }),
  );
}

/** The files of `--nodes` and `--relationships`; undefined when neither was given. */
export function readFileGroups({ nodes, relationships }: CsvCommandOptions): readonly FileGroup[] | undefined {
  if (!nodes && !relationships) return undefined;
  return [
    ...(nodes ?? []).map((text) => parseFileGroup('node', text)),
    ...(relationships ?? []).map((text) => parseFileGroup('relationship', text)),
  ];
}

/** The files of one `--nodes` or `--relationships`. Throws `invalid-option`. */
export function parseFileGroup(kind: FileGroup['kind'], text: string): FileGroup {
  const equals = text.indexOf('=');
  const labels = equals < 0 ? [] : splitLabels(text.slice(0, equals));
  const files = text
    .slice(equals + 1)
    .split(',')
    .map((file) => file.trim())
    .filter(Boolean);
  if (files.length === 0 || (kind === 'relationship' && labels.length > 1)) {
    const option = kind === 'node' ? '--nodes' : '--relationships';
    const form = kind === 'node' ? 'Label:Label=header.csv,part.csv' : 'TYPE=header.csv,part.csv';
    throw new BulkgenError('invalid-option', `Expected ${option} to have the form ${form}, got \`${text}\``);
  }
  return { kind, labels, files: files.map((file) => resolve(file)) };
}

function splitLabels(text: string): readonly string[] {
  return text
    .split(':')
    .map((label) => label.trim())
    .filter(Boolean);
}
