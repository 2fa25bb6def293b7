// The grammar of neo4j-admin's headers: its operations manual, "CSV header format", and what the importer does where the
// manual says nothing.

import type { RuleMessage } from '../finding.ts';
import { isReferenceSystem, readPointFields } from '../values/point-text.ts';
import { findZone } from '../values/time-zone.ts';
import { findColumnViolations } from './check-columns.ts';
import {
  type ColumnKind,
  type CsvHeader,
  type HeaderColumn,
  type HeaderViolation,
  isPropertyType,
} from './csv-header.ts';
import { cutOptions } from './header-options.ts';
import {
  ignoredParentheses,
  missingName,
  openParenthesis,
  unknownReferenceSystem,
  unknownTimeOption,
  unknownTimeZone,
  unknownType,
  unreadableOptions,
  unusedOptions,
  vectorType,
} from './header-rules.ts';

export interface HeaderOptions {
  readonly kind: CsvHeader['kind'];
  /**
   * As in a dialect. From 2026 on several :START_ID or :END_ID columns form one id together, the name of an id space
   * contains no parentheses, and there are columns for changes of an existing graph.
   */
  readonly isCalendarVersion: boolean;
  /** The cells that are empty texts in quotes, counted from 1. The importer takes them for properties without a name. */
  readonly emptyTexts?: readonly number[] | undefined;
}

/** Reads a header of node files or of relationship files. A cell that is wrong becomes a column of text. */
export function parseHeader(
  cells: readonly string[],
  { kind, isCalendarVersion, emptyTexts = [] }: HeaderOptions,
): CsvHeader & { readonly violations: readonly HeaderViolation[] } {
  const violations: HeaderViolation[] = [];
  const columns = cells.map((cell, index) =>
    parseColumn(cell, isCalendarVersion, (message) => violations.push({ column: index + 1, ...message })),
  );
  for (const column of emptyTexts) violations.push({ column, ...missingName('""') });
  const header = { kind, columns };
  return { ...header, violations: [...violations, ...findColumnViolations(header, isCalendarVersion)] };
}

type Refuse = (message: RuleMessage) => void; // or a warning

const keywords: ReadonlyMap<string, ColumnKind> = new Map([
  ['id', 'id'],
  ['start_id', 'startId'],
  ['end_id', 'endId'],
  ['label', 'label'],
  ['type', 'type'],
]);

/** Keywords for changes of an existing graph. */
const changeKeywords: ReadonlyMap<string, ColumnKind> = new Map([
  ['+label', 'label'],
  ['-label', 'removedLabel'],
  ['remove_label', 'removedLabel'],
  ['-property', 'removedProperty'],
  ['remove_property', 'removedProperty'],
]);

function findKind(type: string, isCalendarVersion: boolean): ColumnKind {
  const keyword = type.toLowerCase();
  const isAction = isCalendarVersion && type === 'ACTION'; // case matters
  const change = isAction ? 'action' : isCalendarVersion ? changeKeywords.get(keyword) : undefined;
  return keywords.get(keyword) ?? change ?? 'property';
}

function parseColumn(text: string, isCalendarVersion: boolean, refuse: Refuse): HeaderColumn {
  const { options, rest: beforeOptions } = cutOptions(text, isCalendarVersion);
  if (!options) refuse(unreadableOptions(text));
  const { space, rest } = cutSpace(beforeOptions, isCalendarVersion, () => refuse(openParenthesis(text)));
  const colon = rest.lastIndexOf(':');
  const name = colon < 0 ? rest : rest.slice(0, colon);
  const type = colon < 0 ? undefined : rest.slice(colon + 1);
  const base = { text, space: space ?? '', options: options ?? {}, ...(name !== '' && { name }) };
  if (text === '' || type === 'IGNORE') return { ...base, kind: 'ignore' };
  const kind = findKind(type ?? '', isCalendarVersion);
  const change = findUnused({ text, name, hasOptions: beforeOptions !== text, options: base.options, kind, type });
  if (options && change) refuse(change);
  if (kind !== 'property') {
    const idType = kind === 'id' ? base.options['id-type']?.toLowerCase() : undefined;
    return { ...base, kind, ...(idType !== undefined && { type: idType }) };
  }
  if (type !== undefined && !isPropertyType(type.toLowerCase())) {
    refuse(/^vector(\[\])?$/i.test(type) ? vectorType(type) : unknownType(type));
    return { ...base, kind, type: 'string' };
  }
  if (space !== undefined) refuse(ignoredParentheses(text, name));
  if (name === '') refuse(missingName(text));
  return { ...base, ...readPropertyType(type ?? 'string', base, isCalendarVersion, refuse), kind };
}

/** Takes the id space in parentheses out of a cell. `onOpen` is called if the parentheses are not closed. */
function cutSpace(
  text: string,
  isCalendarVersion: boolean,
  onOpen: () => void,
): { readonly space: string | undefined; readonly rest: string } {
  const open = isCalendarVersion ? text.lastIndexOf('(') : text.indexOf('(');
  const colon = text.lastIndexOf(':');
  if (open < 0 || (isCalendarVersion && (colon < 0 || open < colon))) return { space: undefined, rest: text };
  const close = text.lastIndexOf(')');
  if (close < open) {
    onOpen();
    return { space: text.slice(open + 1), rest: text.slice(0, open) };
  }
  // The id space `()` is not the global one.
  return { space: text.slice(open + 1, close) || '()', rest: text.slice(0, open) + text.slice(close + 1) };
}

interface OptionsOfColumn extends Pick<HeaderColumn, 'text' | 'kind' | 'options'> {
  readonly name: string;
  readonly type: string | undefined;
  readonly hasOptions: boolean;
}

/** What the importer makes of a cell with options that it does not use. */
function findUnused({ text, name, hasOptions, options, kind, type = '' }: OptionsOfColumn): RuleMessage | undefined {
  if (!hasOptions) return undefined;
  const used = optionsOf(kind, type);
  const names = Object.keys(options).map((option) => option.toLowerCase());
  const isUsed = names.length > 0 && (used === undefined || names.every((option) => used.includes(option)));
  return isUsed ? undefined : unusedOptions(text, used ?? [], name);
}

/** The options that the importer uses in a column; undefined if it refuses any other option. */
function optionsOf(kind: ColumnKind, type: string): readonly string[] | undefined {
  if (kind === 'id' || kind === 'startId' || kind === 'endId') return ['id-type', 'label'];
  return /^((date)?time|point|vector)(\[\])?$/i.test(type) ? undefined : [];
}

/** The type of a property in lower case, and its options. */
function readPropertyType(
  found: string,
  { text, options }: Pick<HeaderColumn, 'text' | 'options'>,
  isCalendarVersion: boolean,
  refuse: Refuse,
): Required<Pick<HeaderColumn, 'type' | 'options'>> {
  const type = found.toLowerCase();
  const element = type.replace('[]', '');
  const isTime = /^(date)?time$/.test(element);
  if (!isTime && element !== 'point') return { type, options };
  if (!isTime) {
    const fields = readPointFields(new Map(Object.entries(options)));
    if (!fields) refuse(unreadableOptions(text));
    const crs = fields?.get('crs');
    if (crs !== undefined && !isReferenceSystem(crs)) refuse(unknownReferenceSystem(text));
    return { type, options };
  }
  const names = Object.keys(options);
  if (names.some((name) => name.toLowerCase() !== 'timezone') || names.length > 1) refuse(unknownTimeOption(text));
  const [timezone] = Object.values(options);
  if (timezone === undefined) return { type, options };
  if (!findZone(timezone, isCalendarVersion)) refuse(unknownTimeZone(text));
  return { type, options: { timezone } };
}
