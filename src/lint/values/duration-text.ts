// Durations as Neo4j reads them: by units, P1DT12H, or like a date and time, P0001-02-03T04:05:06.

const amount = String.raw`[-+]?\d+(?:[.,]\d+)?`;
const byUnits = new RegExp(
  `^([-+]?)P(?:(${amount})Y)?(?:(${amount})M)?(?:(${amount})W)?(?:(${amount})D)?(?:T(?:(${amount})H)?(?:(${amount})M)?(?:([-+]?\\d+)(?:[.,](\\d{1,9}))?S)?)?$`,
  'i',
);
const likeDate =
  /^[-+]?P(?:(\d{4})(?:-(\d\d)-(\d\d)|(\d\d)(\d\d)))?(?:T(?:(\d\d)(?:(\d\d)(?:(\d\d)(?:[.,]\d{1,9})?)?)?|(\d\d):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?))?$/i;

/** Whether Neo4j reads a text as a duration. */
export function isDuration(text: string): boolean {
  const groups = byUnits.exec(text);
  if (!groups) return isLikeDate(likeDate.exec(text));
  const isEmpty = /[PT]$/i.test(text);
  const hasEarlyFraction = /[.,]\d+[A-Z]./i.test(text); // only the last amount can have a fraction
  return !isEmpty && !hasEarlyFraction && (!/\d{10}/.test(text) || isWithinRange(groups));
}

function isLikeDate(groups: RegExpExecArray | null): boolean {
  if (!groups) return false;
  const get = (short: number, long: number): number => Number(groups[short] ?? groups[long] ?? 0);
  const isEmpty = groups.slice(1).every((text) => text === undefined);
  return !isEmpty && get(4, 2) <= 12 && get(5, 3) <= 31 && get(6, 9) <= 24 && get(7, 10) <= 60 && get(8, 11) <= 60;
}

/** What Neo4j stores of a duration, with 64 bits each. */
interface Duration {
  readonly months: bigint;
  readonly days: bigint;
  readonly seconds: bigint;
  readonly nanoseconds: bigint;
}

/** Whether Neo4j can compute with the amounts of a duration. It refuses a duration if anything needs more than 64 bits. */
function isWithinRange([, sign, ...groups]: readonly (string | undefined)[]): boolean {
  try {
    const read = readAmounts(groups);
    checkLength(sign === '-' ? negate(read) : read);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function readAmounts(groups: readonly (string | undefined)[]): Duration {
  const [years, months, weeks, days, hours, minutes, seconds, fraction] = groups;
  const unit = groups.findIndex((text) => text !== undefined && /[.,]/.test(text));
  const whole = (text: string | undefined, factor: bigint): bigint =>
    text === undefined || /[.,]/.test(text) ? 0n : limit(limit(BigInt(text.replace('+', ''))) * factor);
  const read = {
    months: limit(whole(years, 12n) + whole(months, 1n)),
    days: limit(whole(weeks, 7n) + whole(days, 1n)),
    seconds: limit(limit(whole(seconds, 1n) + whole(hours, 3600n)) + whole(minutes, 60n)),
    nanoseconds: BigInt((fraction ?? '0').padEnd(9, '0')) * (seconds?.startsWith('-') ? -1n : 1n),
  };
  return unit < 0 ? read : addFraction(read, unit, Number(groups[unit]!.replace(',', '.')));
}

/** A twelfth of the average year. */
const secondsOfMonth = 2_629_746n;
const nanosecondsOfMonth = 2.629746e15;
const nanosecondsOfDay = 8.64e13;

/** Adds the amount with a fraction, whose parts become smaller units: 0.5 months are 15 days, 5 hours and so on. */
function addFraction({ months, days, seconds }: Duration, unit: number, value: number): Duration {
  let [m, d, s] = [Number(months), Number(days), Number(seconds)];
  if (unit < 2) m += value * (unit === 0 ? 12 : 1);
  else if (unit < 4) d += value * (unit === 2 ? 7 : 1);
  else s += value * (unit === 4 ? 3600 : 60);
  const wholeMonths = toLong(m);
  d += ((m - Number(wholeMonths)) * nanosecondsOfMonth) / nanosecondsOfDay;
  const wholeDays = toLong(d);
  s += ((d - Number(wholeDays)) * nanosecondsOfDay) / 1e9;
  const wholeSeconds = toLong(s);
  const nanoseconds = toLong((s - Number(wholeSeconds)) * 1e9);
  return { months: wholeMonths, days: wholeDays, seconds: wholeSeconds, nanoseconds };
}

/** Like Java's, this leaves -2^63 negative, because 2^63 does not fit into 64 bits. */
function negate({ months, days, seconds, nanoseconds }: Duration): Duration {
  const flip = (value: bigint): bigint => BigInt.asIntN(64, -value);
  return { months: flip(months), days: flip(days), seconds: flip(seconds), nanoseconds: -nanoseconds };
}

/** Throws a RangeError if the average length of a duration, in seconds, needs more than 64 bits. */
function checkLength({ months, days, seconds, nanoseconds }: Duration): void {
  const borrowed = limit(limit(seconds + nanoseconds / 1_000_000_000n) - (nanoseconds < 0n ? 1n : 0n));
  const longer = limit(limit(days * 86_400n) + limit(months * secondsOfMonth));
  for (const part of [seconds, borrowed]) limit(part + longer);
}

/** Throws a RangeError for a number that does not fit into 64 bits. */
function limit(value: bigint): bigint {
  if (BigInt.asIntN(64, value) === value) return value;
  throw new RangeError('long overflow');
}

/** Cuts a number off as Java does: the largest one that fits stands for 2^63. Throws a RangeError for larger ones. */
function toLong(value: number): bigint {
  if (Math.abs(value) > 2 ** 63) throw new RangeError('long overflow');
  return value === 2 ** 63 ? 2n ** 63n - 1n : BigInt(Math.trunc(value));
}
