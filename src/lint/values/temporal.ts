// Dates and times as Neo4j reads them: ISO 8601 with the variations in Cypher's manual, "Temporal values", and what its parsers
// do where the manual says nothing.
import { date, type Groups, isRealDate, toDays } from './calendar.ts';
import { findZone, offsetAt, sizeOfOffset, type Zone } from './time-zone.ts';

const time = [
  String.raw`(?<h1>\d{1,2})(?::(?<i1>\d{1,2})(?::(?<s1>\d{1,2})(?:[.,]\d{1,9})?)?)?`,
  String.raw`(?<h2>\d\d)(?:(?<i2>\d\d)(?:(?<s2>\d\d)(?:[.,]\d{1,9})?)?)?`,
].join('|');
const zoneName = String.raw`(?:\[(?<zoneName>[a-zA-Z0-9~._ /+-]+)\])?`;

const datePattern = new RegExp(`^(?:${date})$`);
const localTimePattern = new RegExp(`^T?(?:${time})$`);
const localDateTimePattern = new RegExp(`^(?:${date})(?:T(?:${time}))?$`, 'i');

/** From 2026 on an offset can have seconds. */
function createZonedPatterns(seconds: string) {
  const zone = String.raw`(?<zone>Z|[+-](?<zh>\d\d)(?::?(?<zm>\d\d)${seconds})?)?`;
  return {
    time: new RegExp(`^T?(?:${time})${zone}$`, 'i'),
    dateTime: new RegExp(`^(?:${date})(?:T(?:${time})${zone}${zoneName})?$`, 'i'),
  };
}

const zonedPatterns = createZonedPatterns('');
const zonedPatternsWithSeconds = createZonedPatterns(String.raw`(?::?(?<zs>\d\d))?`);

export function isDate(text: string): boolean {
  const groups = datePattern.exec(text)?.groups;
  return groups !== undefined && isRealDate(groups);
}

export function isLocalTime(text: string): boolean {
  const groups = localTimePattern.exec(text)?.groups;
  return groups !== undefined && isRealTime(groups);
}

export function isLocalDateTime(text: string): boolean {
  const groups = localDateTimePattern.exec(text)?.groups;
  return groups !== undefined && isRealDate(groups) && isRealTime(groups);
}

/** `refused`, or whether a text names its time zone. */
export type ZonedVerdict = 'refused' | 'zoned' | 'unzoned';

export function judgeTime(text: string, isCalendarVersion: boolean): ZonedVerdict {
  const { time: pattern } = isCalendarVersion ? zonedPatternsWithSeconds : zonedPatterns;
  const groups = pattern.exec(text)?.groups;
  if (!groups || !isRealTime(groups) || readOffset(groups) === 'invalid') return 'refused';
  return groups['zone'] === undefined ? 'unzoned' : 'zoned';
}

export function judgeDateTime(text: string, isCalendarVersion: boolean): ZonedVerdict {
  const { dateTime: pattern } = isCalendarVersion ? zonedPatternsWithSeconds : zonedPatterns;
  const groups = pattern.exec(text)?.groups;
  if (!groups || !isRealDate(groups) || !isRealTime(groups)) return 'refused';
  const offset = readOffset(groups);
  if (offset === 'invalid') return 'refused';
  const name = groups['zoneName'];
  if (name === undefined) return offset === undefined ? 'unzoned' : 'zoned';
  const zone = findZone(name, isCalendarVersion);
  if (!zone || zone.kind === 'unstorable') return 'refused';
  return offset === undefined || hasOffset(zone, groups, offset) ? 'zoned' : 'refused';
}

function readTime(groups: Groups): { readonly hour: number; readonly minute: number; readonly second: number } {
  const get = (name: string): number => Number(groups[`${name}1`] ?? groups[`${name}2`] ?? 0);
  return { hour: get('h'), minute: get('i'), second: get('s') };
}

function isRealTime(groups: Groups): boolean {
  const { hour, minute, second } = readTime(groups);
  return hour < 24 && minute < 60 && second < 60;
}

/** The offset that a text names, in seconds. */
function readOffset({ zone, zh = '0', zm, zs }: Groups): number | 'invalid' | undefined {
  if (zone === undefined) return undefined;
  const size = sizeOfOffset(zh, zm, zs);
  if (size === undefined) return 'invalid';
  return zone.startsWith('-') ? -size : size;
}

/** Whether a time zone has an offset at the date and time of a text. */
function hasOffset(zone: Exclude<Zone, { readonly kind: 'unstorable' }>, groups: Groups, offset: number): boolean {
  if (zone.kind === 'offset') return zone.seconds === offset;
  const { hour, minute, second } = readTime(groups);
  const instant = toDays(groups) * 86_400_000 + ((hour * 60 + minute) * 60 + second - offset) * 1000;
  return offsetAt(zone.formatter, instant) === offset;
}
