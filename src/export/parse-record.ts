// The records of bulkgen are JSON files. People may edit them and copies may cut them off, so each field is checked.
import { BulkgenError } from '../errors.ts';
import { parseDay } from '../model/calendar.ts';
import { mostDirt } from '../model/dirt.ts';
import { largestScale } from '../model/graph.ts';
import { manifestFormat } from './manifest.ts';

/** A field by path (`*`: every element of a list), what it must be, and its test. */
export type FieldRule = readonly [field: string, expected: string, holds: FieldTest];
export type FieldTest = (value: unknown) => boolean;

/** How to read a record. */
export interface RecordForm {
  /** The file, for messages. */
  readonly path: string;
  readonly rules: readonly FieldRule[];
  /** What to do about a broken record. */
  readonly hint: string;
}

/** Reads a record of this format. Throws `manifest-invalid` naming the field, what was expected and what was found. */
export function parseRecord(text: string, form: RecordForm): unknown {
  const { path, rules } = form;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw invalidRecord(form, `${path} is not valid JSON: ${(cause as Error).message}`, cause);
  }
  const format = (value as { format?: unknown } | null)?.format;
  if (format !== manifestFormat) {
    const message = `Expected \`format\` of ${path} to be ${manifestFormat}, got \`${JSON.stringify(format)}\``;
    throw invalidRecord(form, message);
  }
  for (const [field, expected, holds] of rules) check(value, field.split('.'), { form, expected, holds });
  return value;
}

/** The error for a record that is broken. */
export function invalidRecord({ hint }: Pick<RecordForm, 'hint'>, message: string, cause?: unknown): BulkgenError {
  return new BulkgenError('manifest-invalid', message, { hint, cause });
}

export const isText: FieldTest = (value) => typeof value === 'string' && value !== '';
export const isCount: FieldTest = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
export const isName: FieldTest = (value) => typeof value === 'string' && /^[A-Za-z][A-Za-z0-9_]*$/.test(value);
export const isPath: FieldTest = (value) =>
  typeof value === 'string' && /^[A-Za-z0-9_][A-Za-z0-9_.-]*\.csv(\.gz)?$/.test(value);
export const isHash: FieldTest = (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
// A model that is built in has none. The first is looked for beside the export, so it has no folder.
const isModelFiles: FieldTest = (value) =>
  value === undefined ||
  (Array.isArray(value) &&
    isText(value[0]?.path) &&
    !/[/\\]/.test(value[0].path) &&
    value.every((file) => isText(file?.path) && isHash(file?.sha256)));
const isShare: FieldTest = (value) =>
  value === undefined || (typeof value === 'number' && value > 0 && value <= mostDirt);
export const oneOf =
  (...words: string[]): FieldTest =>
  (value) =>
    words.includes(value as string);

/** The rules for the settings of an export. */
export const settingRules: readonly FieldRule[] = [
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
  ['dirt', `a number above 0, up to ${mostDirt}`, isShare],
];

interface Rule {
  readonly form: RecordForm;
  readonly expected: string;
  readonly holds: FieldTest;
}

function check(value: unknown, [key, ...rest]: readonly string[], rule: Rule, at = ''): void {
  const { form } = rule;
  if (key === undefined) {
    if (rule.holds(value)) return;
    const found = JSON.stringify(value) ?? 'nothing';
    throw invalidRecord(form, `Expected \`${at}\` of ${form.path} to be ${rule.expected}, got \`${found}\``);
  }
  if (key === '*') {
    if (!Array.isArray(value) || value.length === 0) {
      throw invalidRecord(form, `Expected \`${at}\` of ${form.path} to be a list with at least one element`);
    }
    for (const [index, element] of value.entries()) check(element, rest, rule, `${at}[${index}]`);
    return;
  }
  const field = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  check(field, rest, rule, at ? `${at}.${key}` : key);
}
