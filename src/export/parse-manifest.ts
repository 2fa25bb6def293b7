import { BulkgenError } from '../errors.ts';
import { parseDay } from '../model/calendar.ts';
import { largestScale } from '../model/graph.ts';
import { filesOf, type Manifest, manifestFormat, sumTotals } from './manifest.ts';

/** Reads a manifest's text. Throws `manifest-invalid` naming the field, what was expected and what was found. */
export function parseManifest(text: string, path: string): Manifest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw invalid(path, `${path} is not valid JSON: ${(cause as Error).message}`, cause);
  }
  const format = (value as { format?: unknown } | null)?.format;
  if (format !== manifestFormat) {
    throw invalid(path, `Expected \`format\` of ${path} to be ${manifestFormat}, got \`${JSON.stringify(format)}\``);
  }
  for (const [field, expected, holds] of rules) check(value, field.split('.'), { path, expected, holds });
  const manifest = value as Manifest; // every field that bulkgen reads was checked
  checkSums(manifest, path);
  return manifest;
}

type Test = (value: unknown) => boolean;

const isText: Test = (value) => typeof value === 'string' && value !== '';
export const isCount: Test = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const isName: Test = (value) => typeof value === 'string' && /^[A-Za-z][A-Za-z0-9_]*$/.test(value);
const isPath: Test = (value) => typeof value === 'string' && /^[A-Za-z0-9_][A-Za-z0-9_.-]*\.csv(\.gz)?$/.test(value);
export const isHash: Test = (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
// A model that is built in has none. The first is looked for beside the export, so it has no folder.
const isModelFiles: Test = (value) =>
  value === undefined ||
  (Array.isArray(value) &&
    isText(value[0]?.path) &&
    !/[/\\]/.test(value[0].path) &&
    value.every((file) => isText(file?.path) && isHash(file?.sha256)));
const oneOf =
  (...words: string[]): Test =>
  (value) =>
    words.includes(value as string);

/** Each field by path (`*`: every element of a list), what it must be, and its test. */
const rules: readonly (readonly [field: string, expected: string, holds: Test])[] = [
  ['model.name', 'a name', isText],
  ['model.version', 'a version', isText],
  ['model.files', 'a list of source files with their sha256', isModelFiles],
  ['model.package', 'the name of a package', (value) => value === undefined || isText(value)],
  ['seed', 'text', (value) => typeof value === 'string'],
  [
    'scale',
    'a whole number from 1 to 2^40',
    (value) => isCount(value) && (value as number) >= 1 && (value as number) <= largestScale,
  ],
  ['asOf', 'a date YYYY-MM-DD', (value) => typeof value === 'string' && parseDay(value) !== undefined],
  ['ids', '`actual` or `string`', oneOf('actual', 'string')],
  ['events', 'a whole number', isCount],
  ['csv.delimiter', 'one character', (value) => typeof value === 'string' && value.length === 1],
  ['csv.arrayDelimiter', 'one character', (value) => typeof value === 'string' && value.length === 1],
  ['csv.quote', 'one character', (value) => typeof value === 'string' && value.length === 1],
  ['totals.nodes', 'a whole number', isCount],
  ['totals.relationships', 'a whole number', isCount],
  ['totals.properties', 'a whole number', isCount],
  ['totals.bytes', 'a whole number', isCount],
  ['tables.*.kind', '`node` or `relationship`', oneOf('node', 'relationship')],
  ['tables.*.name', 'a label or type', isName],
  ['tables.*.labels.*', 'a label or type', isName],
  ['tables.*.rows', 'a whole number', isCount],
  ['tables.*.properties', 'a whole number', isCount],
  ['tables.*.columns.*', 'a header cell', isText],
  ['tables.*.header.path', 'the name of a CSV file in this folder', isPath],
  ['tables.*.header.bytes', 'a whole number', isCount],
  ['tables.*.header.sha256', '64 hexadecimal digits', isHash],
  ['tables.*.parts.*.path', 'the name of a CSV file in this folder', isPath],
  ['tables.*.parts.*.rows', 'a whole number', isCount],
  ['tables.*.parts.*.bytes', 'a whole number', isCount],
  ['tables.*.parts.*.sha256', '64 hexadecimal digits', isHash],
];

interface Rule {
  readonly path: string;
  readonly expected: string;
  readonly holds: Test;
}

function check(value: unknown, [key, ...rest]: readonly string[], rule: Rule, at = ''): void {
  if (key === undefined) {
    if (rule.holds(value)) return;
    const found = JSON.stringify(value) ?? 'nothing';
    throw invalid(rule.path, `Expected \`${at}\` of ${rule.path} to be ${rule.expected}, got \`${found}\``);
  }
  if (key === '*') {
    if (!Array.isArray(value) || value.length === 0) {
      throw invalid(rule.path, `Expected \`${at}\` of ${rule.path} to be a list with at least one element`);
    }
    for (const [index, element] of value.entries()) check(element, rest, rule, `${at}[${index}]`);
    return;
  }
  const field = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  check(field, rest, rule, at ? `${at}.${key}` : key);
}

// Sums must agree with the tables, and the manifest must list each file once.
function checkSums(manifest: Manifest, path: string): void {
  const totals = sumTotals(manifest.tables);
  for (const key of Object.keys(totals) as (keyof typeof totals)[]) {
    if (totals[key] === manifest.totals[key]) continue;
    throw invalid(
      path,
      `Expected \`totals.${key}\` of ${path} to be the tables' sum ${totals[key]}, got \`${manifest.totals[key]}\``,
    );
  }
  for (const { name, rows, parts } of manifest.tables) {
    const sum = parts.reduce((total, part) => total + part.rows, 0);
    if (sum !== rows)
      throw invalid(path, `Expected the parts of ${name} in ${path} to have ${rows} rows, got \`${sum}\``);
  }
  const paths = filesOf(manifest).map((file) => file.path);
  const repeated = paths.find((file, index) => paths.indexOf(file) !== index);
  if (repeated !== undefined) throw invalid(path, `Expected each file once in ${path}, got \`${repeated}\` twice`);
}

function invalid(path: string, message: string, cause?: unknown): BulkgenError {
  const hint = `Run \`bulkgen export\` again, or restore the ${path} that was written with these files.`;
  return new BulkgenError('manifest-invalid', message, { hint, cause });
}
