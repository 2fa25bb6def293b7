// Dates, times and durations as Neo4j reads them: ISO 8601 with the variations in Cypher's manual, "Temporal values".

const date = [
  String.raw`(?<y1>\d{4})(?:(?<m1>\d\d)(?<d1>\d\d)?|W(?<w1>\d\d)(?<wd1>\d)?|Q(?<q1>\d)(?<qd1>\d\d)?|(?<o1>\d{3}))`,
  String.raw`(?<y2>\d{4}|[+-]\d{1,9})-(?:(?<m2>\d{1,2})(?:-(?<d2>\d{1,2}))?|W(?<w2>\d{1,2})(?:-(?<wd2>\d))?|Q(?<q2>\d)(?:-(?<qd2>\d{1,2}))?|(?<o2>\d{3}))`,
  String.raw`(?<y3>\d{4}|[+-]\d{1,9})`,
].join('|');
const time = [
  String.raw`(?<h1>\d{1,2}):(?<i1>\d{1,2})(?::(?<s1>\d{1,2})(?:[.,](?<f1>\d{1,9}))?)?`,
  String.raw`(?<h2>\d\d)(?:(?<i2>\d\d)(?:(?<s2>\d\d)(?:[.,](?<f2>\d{1,9}))?)?)?`,
  String.raw`(?<h3>\d)`,
].join('|');
const zone = String.raw`(?<zone>Z|[+-](?<zh>\d\d)(?::?(?<zm>\d\d))?)`;
const zoneName = String.raw`\[(?<zoneName>[a-zA-Z0-9~._ /+-]+)\]`;

const datePattern = new RegExp(`^(?:${date})$`);
const localTimePattern = new RegExp(`^T?(?:${time})$`, 'i');
const timePattern = new RegExp(`^T?(?:${time})(?:${zone})?$`, 'i');
const localDateTimePattern = new RegExp(`^(?:${date})(?:T(?:${time}))?$`, 'i');
const dateTimePattern = new RegExp(`^(?:${date})(?:T(?:${time})(?:${zone})?(?:${zoneName})?)?$`, 'i');

const millisecondsOfDay = 86_400_000;
/** The last instant that a `Date` can represent, in milliseconds. */
const lastInstant = 8.64e15;

type Groups = Readonly<Record<string, string | undefined>>;

export function isDate(text: string): boolean {
  return match(datePattern, text, isRealDate);
}

export function isLocalTime(text: string): boolean {
  return match(localTimePattern, text, isRealTime);
}

export function isTime(text: string): boolean {
  return match(timePattern, text, (groups) => isRealTime(groups) && isRealZone(groups));
}

export function isLocalDateTime(text: string): boolean {
  return match(localDateTimePattern, text, (groups) => isRealDate(groups) && isRealTime(groups));
}

export function isDateTime(text: string): boolean {
  return match(
    dateTimePattern,
    text,
    (groups) => isRealDate(groups) && isRealTime(groups) && isRealZone(groups) && hasOffsetOfPlace(groups),
  );
}

/** Whether a time, or a date and time, names an offset or a time zone. */
export function hasZone(text: string): boolean {
  const groups = (timePattern.exec(text) ?? dateTimePattern.exec(text))?.groups;
  return groups?.['zone'] !== undefined || groups?.['zoneName'] !== undefined;
}

/** Whether a text is an offset or the name of a time zone. */
export function isZone(text: string): boolean {
  const groups = new RegExp(`^${zone}$`, 'i').exec(text)?.groups;
  return groups ? isRealZone(groups) : isZoneName(text);
}

const amount = String.raw`[-+]?\d+(?:[.,]\d+)?`;
const units = new RegExp(
  `^[-+]?P(?=.)(?:${amount}Y)?(?:${amount}M)?(?:${amount}W)?(?:${amount}D)?(?:T(?=.)(?:${amount}H)?(?:${amount}M)?(?:[-+]?\\d+(?:[.,]\\d{1,9})?S)?)?$`,
  'i',
);
const dateBased =
  /^[-+]?P(?=.)(?:\d{4}-\d\d-\d\d|\d{8})?(?:T(?:\d\d(?:\d\d(?:\d\d(?:[.,]\d{1,9})?)?)?|\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?))?$/i;

export function isDuration(text: string): boolean {
  return units.test(text) || dateBased.test(text);
}

function match(pattern: RegExp, text: string, isReal: (groups: Groups) => boolean): boolean {
  const groups = pattern.exec(text)?.groups;
  return groups !== undefined && isReal(groups);
}

function readDate(groups: Groups) {
  const get = (name: string): number | undefined => {
    const text = groups[`${name}1`] ?? groups[`${name}2`] ?? groups[`${name}3`];
    return text === undefined ? undefined : Number(text);
  };
  const [month, day, week, quarter, ordinal] = [get('m'), get('d'), get('w'), get('q'), get('o')];
  return { year: get('y')!, month, day, week, weekDay: get('wd'), quarter, quarterDay: get('qd'), ordinal };
}

function isRealDate(groups: Groups): boolean {
  const { year, month, day, week, weekDay, quarter, quarterDay, ordinal } = readDate(groups);
  if (month !== undefined) return month >= 1 && month <= 12 && isBetween(day ?? 1, 1, daysIn(year, month));
  if (week !== undefined) return isBetween(week, 1, weeksIn(year)) && isBetween(weekDay ?? 1, 1, 7);
  if (quarter !== undefined) {
    if (!isBetween(quarter, 1, 4)) return false;
    const first = quarter * 3 - 2;
    const days = daysIn(year, first) + daysIn(year, first + 1) + daysIn(year, first + 2);
    return isBetween(quarterDay ?? 1, 1, days);
  }
  return ordinal === undefined || isBetween(ordinal, 1, isLeap(year) ? 366 : 365);
}

/** The days from 1970 to a real date. */
function toDays(groups: Groups): number {
  const { year, month = 1, day, week, weekDay = 1, quarter, quarterDay, ordinal } = readDate(groups);
  const date = new Date(0);
  if (week !== undefined) {
    date.setUTCFullYear(year, 0, 4); // January 4 is always in the first week
    date.setUTCDate(4 - ((date.getUTCDay() + 6) % 7) + (week - 1) * 7 + weekDay - 1);
  } else {
    date.setUTCFullYear(year, quarter === undefined ? month - 1 : quarter * 3 - 3, ordinal ?? quarterDay ?? day ?? 1);
  }
  return date.getTime() / millisecondsOfDay;
}

function readTime(groups: Groups): { readonly hour: number; readonly minute: number; readonly second: number } {
  const get = (name: string): number => Number(groups[`${name}1`] ?? groups[`${name}2`] ?? groups[`${name}3`] ?? 0);
  return { hour: get('h'), minute: get('i'), second: get('s') };
}

function isRealTime(groups: Groups): boolean {
  const { hour, minute, second } = readTime(groups);
  return hour < 24 && minute < 60 && second < 60;
}

function isRealZone({ zh, zm, zoneName: name }: Groups): boolean {
  if (Number(zh ?? 0) * 60 + Number(zm ?? 0) > 18 * 60 || Number(zm ?? 0) > 59) return false;
  return name === undefined || isZoneName(name);
}

/** Whether an offset is the one that the named time zone has at that time; true if only one of the two is given. */
function hasOffsetOfPlace(groups: Groups): boolean {
  const { zone: offset, zh = '0', zm = '0', zoneName: name } = groups;
  if (offset === undefined || name === undefined) return true;
  const { hour, minute, second } = readTime(groups);
  const minutes = (offset.startsWith('-') ? -1 : 1) * (Number(zh) * 60 + Number(zm));
  const instant = toDays(groups) * millisecondsOfDay + ((hour * 60 + minute - minutes) * 60 + second) * 1000;
  if (!(Math.abs(instant) <= lastInstant)) return true; // JavaScript knows no offsets for it
  const offsetName = findZone(name)!
    .formatToParts(instant)
    .find(({ type }) => type === 'timeZoneName')!.value;
  const [, sign = '+', hours = '0', rest = '0', seconds = '0'] =
    /^GMT(?:([+-])(\d+):(\d+)(?::(\d+))?)?$/.exec(offsetName) ?? [];
  return Number(`${sign}${Number(hours) * 3600 + Number(rest) * 60 + Number(seconds)}`) === minutes * 60;
}

function isZoneName(name: string): boolean {
  return findZone(name) !== undefined;
}

/** Formatters are slow to create, and files name few time zones. */
const zones = new Map<string, Intl.DateTimeFormat>();

/** A formatter that gives the offset of a time zone at an instant, as `GMT+01:00`; nothing if the time zone is unknown. */
function findZone(timeZone: string): Intl.DateTimeFormat | undefined {
  const known = zones.get(timeZone);
  if (known) return known;
  try {
    const zone = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
    zones.set(timeZone, zone);
    return zone;
  } catch {
    return undefined;
  }
}

function isBetween(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function daysIn(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** In ISO 8601 a year has 53 weeks if it begins on a Thursday, or if it is a leap year that begins on a Wednesday. */
function weeksIn(year: number): number {
  const first = (y: number): number => (y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400)) % 7;
  return first(year) === 4 || first(year - 1) === 3 ? 53 : 52;
}
