// Dates as Neo4j reads them: by month, week, quarter, or day of the year.

/** The groups of a regular expression. */
export type Groups = Readonly<Record<string, string | undefined>>;

/** Case matters for a date alone, but not in a date and time. Two ways to write a date have the same groups, 1 and 2. */
export const date = [
  String.raw`(?<y1>\d{4})(?:(?<m1>\d\d)(?<d1>\d\d)?|W(?<w1>\d\d)(?<wd1>\d)?|Q(?<q1>\d)(?<qd1>\d\d)?|(?<o1>\d{3}))`,
  String.raw`(?<y2>\d{4}|[+-]\d{1,9})(?:-(?<m2>\d{1,2})(?:-(?<d2>\d{1,2}))?|-?W(?<w2>\d{1,2})(?:-(?<wd2>\d))?|-?Q(?<q2>\d)(?:-(?<qd2>\d{1,2}))?|-(?<o2>\d{3}))?`,
].join('|');

function readDate(groups: Groups) {
  const get = (name: string): number | undefined => {
    const text = groups[`${name}1`] ?? groups[`${name}2`];
    return text === undefined ? undefined : Number(text);
  };
  const [month, day, week, quarter, ordinal] = [get('m'), get('d'), get('w'), get('q'), get('o')];
  return { year: get('y')!, month, day, week, weekDay: get('wd'), quarter, quarterDay: get('qd'), ordinal };
}

/** Whether a text that has the form of a date is one: 2021-02-29 is not. */
export function isRealDate(groups: Groups): boolean {
  const { year, month, day, week, weekDay, quarter, quarterDay, ordinal } = readDate(groups);
  if (month !== undefined) {
    // Neo4j refuses 2020-1.
    if (day === undefined && groups['m2']?.length === 1) return false;
    return month >= 1 && month <= 12 && isBetween(day ?? 1, 1, daysIn(year, month));
  }
  if (week !== undefined) {
    return isBetween(week, 1, weeksIn(year)) && isBetween(weekDay ?? 1, 1, 7) && isInRange(groups);
  }
  if (quarter !== undefined) {
    if (!isBetween(quarter, 1, 4)) return false;
    const first = quarter * 3 - 2;
    const days = daysIn(year, first) + daysIn(year, first + 1) + daysIn(year, first + 2);
    return isBetween(quarterDay ?? 1, 1, days);
  }
  return ordinal === undefined || isBetween(ordinal, 1, isLeap(year) ? 366 : 365);
}

/** The last year that Neo4j stores, before and after the beginning of the calendar. */
const lastYear = 999_999_999;

/** Whether the day of a week lies in a year that Neo4j stores: the first and the last week reach into other years. */
function isInRange(groups: Groups): boolean {
  const { year } = readDate(groups);
  if (Math.abs(year) < lastYear) return true;
  const likeYear = `${2000 + mod(year, 400)}`;
  const days = toDays({ ...groups, y1: likeYear, y2: undefined }) - toDays({ y1: likeYear });
  return year > 0 ? days < (isLeap(year) ? 366 : 365) : days >= 0;
}

/** The days from 1970 to a real date. Years that JavaScript cannot compute with become ones of the same form. */
export function toDays(groups: Groups): number {
  const { year: said, month = 1, day, week, weekDay = 1, quarter, quarterDay, ordinal } = readDate(groups);
  // The calendar repeats itself after 400 years, and so do the rules of the time zones of today.
  const year = said > 9999 ? 8000 + mod(said, 400) : said < 0 ? mod(said, 400) : said;
  const date = new Date(0);
  if (week !== undefined) {
    date.setUTCFullYear(year, 0, 4); // January 4 is always in the first week
    date.setUTCDate(4 - ((date.getUTCDay() + 6) % 7) + (week - 1) * 7 + weekDay - 1);
  } else {
    date.setUTCFullYear(year, quarter === undefined ? month - 1 : quarter * 3 - 3, ordinal ?? quarterDay ?? day ?? 1);
  }
  return date.getTime() / 86_400_000;
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
  const first = (y: number): number => mod(y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400), 7);
  return first(year) === 4 || first(year - 1) === 3 ? 53 : 52;
}

/** The remainder that is never negative. */
function mod(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}
