import { InvalidArgumentError, Option } from 'commander';
import { BulkgenError } from '../../errors.ts';
import type { CsvOptions } from '../../lint/dialect/read-dialect.ts';
import type { FileGroup } from '../../lint/files/find-files.ts';
import { findMatches, type PatternStyle, patternStyles } from './file-pattern.ts';

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
  readonly pathPatternStyle?: PatternStyle;
  readonly multilineFields?: string | true;
  readonly multilineFieldsFormat?: string;
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
    new Option(
      '--path-pattern-style <style>',
      'patterns in names of files: regex, glob or none (default: regex)',
    ).argParser(readStyle),
    new Option(
      '--multiline-fields [boolean|files]',
      'allow line breaks in quoted cells; with --multiline-fields-format=v2, only in these files',
    ),
    new Option(
      '--multiline-fields-format <v1|v2>',
      'meaning of --multiline-fields: v1 for a boolean, v2 for files (default: v1)',
    ),
    ...booleanOptions.map(([name, meaning]) => new Option(`--${name} [boolean]`, meaning)),
    new Option('--warnings-as-errors', 'treat values that the importer would change as errors'),
  ].map(forThirdPartyCsv);
}

/** Lists an option in the help under third-party CSV. */
export function forThirdPartyCsv(option: Option): Option {
  return option.helpGroup('Third-party CSV:');
}

/** The given options as neo4j-admin takes them; the files of `--multiline-fields` as whole paths. */
export function readCsvOptions(options: CsvCommandOptions): CsvOptions {
  const names = [...valueOptions, ...booleanOptions].map(([name]) => name);
  const given = names.flatMap((name) => {
    const value = options[name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())];
    return value === undefined ? [] : [[name, `${value}`]];
  });
  return { ...Object.fromEntries(given), ...readMultilineOptions(options) };
}

function readMultilineOptions(options: CsvCommandOptions): CsvOptions {
  const { multilineFields, multilineFieldsFormat, pathPatternStyle = 'regex' } = options;
  if (multilineFields === undefined && multilineFieldsFormat === undefined) return {};
  const format = multilineFieldsFormat?.toLowerCase() ?? 'v1';
  const isBoolean = /^(true|false)$/i.test(`${multilineFields}`);
  if (format === 'v2' && typeof multilineFields === 'string' && !isBoolean) {
    const files = splitFiles(multilineFields).flatMap((file) => findMatches(file, pathPatternStyle));
    return { 'multiline-fields': files.join(','), 'multiline-fields-format': 'v2' };
  }
  if (format === 'v1' && isBoolean) return { 'multiline-fields': `${multilineFields}` };
  const [option, form, found] =
    format !== 'v1' && format !== 'v2'
      ? ['--multiline-fields-format', 'v1 or v2', multilineFieldsFormat]
      : format === 'v2'
        ? ['--multiline-fields', 'a list of files', `${multilineFields ?? 'nothing'}`]
        : ['--multiline-fields', 'true or false', multilineFields ?? 'nothing'];
  throw new BulkgenError('invalid-option', `Expected ${option} to be ${form}, got \`${found}\``, {
    hint: 'Name files with --multiline-fields-format=v2, and write true or false with v1.',
  });
}

/** The files of `--nodes` and `--relationships`; undefined when neither was given. */
export function readFileGroups({
  nodes,
  relationships,
  pathPatternStyle,
}: CsvCommandOptions): readonly FileGroup[] | undefined {
  if (!nodes && !relationships) return undefined;
  return [
    ...(nodes ?? []).map((text) => parseFileGroup('node', text, pathPatternStyle)),
    ...(relationships ?? []).map((text) => parseFileGroup('relationship', text, pathPatternStyle)),
  ];
}

/** The files of one `--nodes` or `--relationships`. Throws `invalid-option`. */
export function parseFileGroup(kind: FileGroup['kind'], text: string, style: PatternStyle = 'regex'): FileGroup {
  const equals = text.indexOf('=');
  const names = text.slice(0, Math.max(equals, 0)).trim();
  const files = splitFiles(text.slice(equals + 1));
  if (files.length === 0 || equals === 0) {
    const option = kind === 'node' ? '--nodes' : '--relationships';
    const form = kind === 'node' ? 'Label:Label=header.csv,part.csv' : 'TYPE=header.csv,part.csv';
    throw new BulkgenError('invalid-option', `Expected ${option} to have the form ${form}, got \`${text}\``);
  }
  // A colon separates labels. For the importer it is part of the name of a type.
  const labels = kind === 'node' ? splitLabels(names) : names === '' ? [] : [names];
  return { kind, labels, files: files.flatMap((file) => findMatches(file, style)) };
}

/** Splits a list at its commas, except in a name between single quotation marks. */
function splitFiles(text: string): readonly string[] {
  const names = text.match(/'[^']*'(?=,|$)|[^,]+/g) ?? [];
  return names.map((name) => name.replace(/^'(.*)'$/, '$1').trim()).filter(Boolean);
}

/** Reads `--path-pattern-style`, in any case. */
export function readStyle(text: string): PatternStyle {
  const style = patternStyles.find((each) => each === text.toLowerCase());
  if (style) return style;
  throw new InvalidArgumentError(`Allowed choices are ${patternStyles.join(', ')}.`);
}

function splitLabels(text: string): readonly string[] {
  return text
    .split(':')
    .map((label) => label.trim())
    .filter(Boolean);
}
