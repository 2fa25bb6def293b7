// The grammar of neo4j-admin's headers: its operations manual, "CSV header format", and what the importer does where the
// manual says nothing.
import { findColumnViolations } from './check-columns.ts';
import {
  type ColumnKind,
  type CsvHeader,
  type HeaderColumn,
  type HeaderViolation,
  isPropertyType,
} from './csv-header.ts';
import type { RuleMessage } from './finding.ts';
import {
  missingName,
  openParenthesis,
  unknownReferenceSystem,
  unknownTimeZone,
  unknownType,
  unreadableOptions,
  vectorType,
} from './header-rules.ts';
import { isReferenceSystem, readPointFields } from './point-text.ts';
import { readStringMap } from './string-map.ts';
import { findZone } from './time-zone.ts';

export interface HeaderOptions {
  readonly kind: CsvHeader['kind'];
  /**
   * As in a dialect. From 2026 on several :START_ID or :END_ID columns form one id together, and the name of an id space
   * contains no parentheses.
   */
  readonly isCalendarVersion: boolean;
}

/** Reads a header of node files or of relationship files. A cell that is wrong becomes a column of text. */
export function parseHeader(
  cells: readonly string[],
  { kind, isCalendarVersion }: HeaderOptions,
): CsvHeader & { readonly violations: readonly HeaderViolation[] } {
  const violations: HeaderViolation[] = [];
  const columns = cells.map((cell, index) =>
    parseColumn(cell, isCalendarVersion, (message) => violations.push({ column: index + 1, ...message })),
  );
  const header = { kind, columns };
  return { ...header, violations: [...violations, ...findColumnViolations(header, isCalendarVersion)] };
}

type Refuse = (message: RuleMessage) => void;

const keywords: ReadonlyMap<string, ColumnKind> = new Map([
  ['id', 'id'],
  ['start_id', 'startId'],
  ['end_id', 'endId'],
  ['label', 'label'],
  ['type', 'type'],
]);

function parseColumn(text: string, isCalendarVersion: boolean, refuse: Refuse): HeaderColumn {
  const { options, rest: beforeOptions } = cutOptions(text, refuse);
  const { space, rest } = cutSpace(beforeOptions, isCalendarVersion, () => refuse(openParenthesis(text)));
  const colon = rest.lastIndexOf(':');
  const name = colon < 0 ? rest : rest.slice(0, colon);
  const type = colon < 0 ? undefined : rest.slice(colon + 1);
  const base = { text, space, options, ...(name !== '' && { name }) };
  if (text === '' || type === 'IGNORE') return { ...base, kind: 'ignore' };
  if (type === undefined) return { ...base, kind: 'property', type: 'string' };
  const kind = keywords.get(type.toLowerCase());
  if (kind === undefined)
    return { ...base, kind: 'property', type: readPropertyType(type, base, isCalendarVersion, refuse) };
  const idType = kind === 'id' ? options['id-type']?.toLowerCase() : undefined;
  return { ...base, kind, ...(idType !== undefined && { type: idType }) };
}

/** Takes the options in braces out of a cell. */
function cutOptions(
  text: string,
  refuse: Refuse,
): { readonly options: Readonly<Record<string, string>>; readonly rest: string } {
  const open = text.lastIndexOf('{');
  if (open < 0) return { options: {}, rest: text };
  const close = text.lastIndexOf('}');
  const options = close > open ? readStringMap(text.slice(open, close + 1)) : undefined;
  if (!options) refuse(unreadableOptions(text));
  return {
    options: Object.fromEntries(options ?? []),
    rest: text.slice(0, open) + (close > open ? text.slice(close + 1) : ''),
  };
}

/** Takes the id space in parentheses out of a cell. `onOpen` is called if the parentheses are not closed. */
function cutSpace(
  text: string,
  isCalendarVersion: boolean,
  onOpen: () => void,
): { readonly space: string; readonly rest: string } {
  const colon = text.lastIndexOf(':');
  const open = isCalendarVersion ? text.lastIndexOf('(') : text.indexOf('(', colon);
  if (colon < 0 || open <= colon) return { space: '', rest: text };
  const close = text.lastIndexOf(')');
  if (close < open) {
    onOpen();
    return { space: text.slice(open + 1), rest: text.slice(0, open) };
  }
  return { space: text.slice(open + 1, close), rest: text.slice(0, open) + text.slice(close + 1) };
}

/** The type of a property in lower case; `string` in place of one that the importer refuses. */
function readPropertyType(
  found: string,
  { text, name, options }: Pick<HeaderColumn, 'text' | 'name' | 'options'>,
  isCalendarVersion: boolean,
  refuse: Refuse,
): string {
  const type = found.toLowerCase();
  if (!isPropertyType(type)) {
    refuse(/^vector(\[\])?$/.test(type) ? vectorType(found) : unknownType(found));
    return 'string';
  }
  const element = type.replace('[]', '');
  const { crs, timezone } = options;
  if (element === 'point' && !readPointFields(new Map(Object.entries(options)))) refuse(unreadableOptions(text));
  if (element === 'point' && crs !== undefined && !isReferenceSystem(crs)) refuse(unknownReferenceSystem(text));
  if (/^(date)?time$/.test(element) && timezone !== undefined && !findZone(timezone, isCalendarVersion)) {
    refuse(unknownTimeZone(text));
  }
  if (name === undefined) refuse(missingName(text));
  return type;
}
