// Durations as Neo4j reads them: by units, P1DT12H, or like a date and time, P0001-02-03T04:05:06.

/** What Neo4j stores of a duration. */
export interface Duration {
  readonly months: bigint;
  readonly days: bigint;
  readonly seconds: bigint;
  readonly nanoseconds: bigint;
}

const amount = String.raw`[-+]?\d+(?:[.,]\d+)?`;
const byUnits = new RegExp(
  `^([-+]?)P(?:(${amount})Y)?(?:(${amount})M)?(?:(${amount})W)?(?:(${amount})D)?(T(?:(${amount})H)?(?:(${amount})M)?(?:([-+]?\\d+)(?:[.,](\\d{1,9}))?S)?)?$`,
  'i',
);
const likeDate =
  /^([-+]?)P(?:(\d{4})(?:-(\d\d)-(\d\d)|(\d\d)(\d\d)))?(?:T(?:(\d\d)(?:(\d\d)(?:(\d\d)(?:[.,](\d{1,9}))?)?)?|(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?))?$/i;

/** Reads a duration. Returns nothing if Neo4j refuses the text. */
export function readDuration(text: string): Duration | undefined {
  const units = byUnits.exec(text);
  const parts = units ? undefined : likeDate.exec(text);
  const read = units ? readUnits(units) : parts ? readLikeDate(parts) : undefined;
  return read && holds(read) ? read : undefined;
}

function readUnits([, sign, ...groups]: readonly (string | undefined)[]): Duration | undefined {
  const [years, months, weeks, days, afterT, hours, minutes, seconds, fraction] = groups;
  const amounts = [years, months, weeks, days, hours, minutes, seconds];
  if (amounts.every((text) => text === undefined) || /^t$/i.test(afterT ?? '')) return undefined;
  const fractional = amounts.findIndex((text) => text !== undefined && /[.,]/.test(text));
  if (fractional >= 0) {
    // Only the last amount can have a fraction.
    const rest = [...amounts.slice(fractional + 1), fractional < 4 ? afterT : undefined];
    if (rest.some((text) => text !== undefined)) return undefined;
  }
  const whole = (text: string | undefined, factor: bigint): bigint =>
    text === undefined || /[.,]/.test(text) ? 0n : limit(limit(BigInt(text.replace('+', ''))) * factor);
  try {
    const read = {
      months: limit(whole(years, 12n) + whole(months, 1n)),
      days: limit(whole(weeks, 7n) + whole(days, 1n)),
      seconds: limit(limit(whole(seconds, 1n) + whole(hours, 3600n)) + whole(minutes, 60n)),
      nanoseconds: BigInt((fraction ?? '0').padEnd(9, '0')) * (seconds?.startsWith('-') ? -1n : 1n),
    };
    const exact = fractional < 0 ? read : addFraction(read, fractional, Number(amounts[fractional]!.replace(',', '.')));
    return sign === '-' ? negate(exact) : exact;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function readLikeDate([, sign, year, ...groups]: readonly (string | undefined)[]): Duration | undefined {
  const [longMonth, longDay, shortMonth, shortDay, ...times] = groups;
  const [month, day] = [Number(longMonth ?? shortMonth ?? 0), Number(longDay ?? shortDay ?? 0)];
  const [hour, minute, second] = [0, 1, 2].map((index) => Number(times[index] ?? times[index + 4] ?? 0));
  const hasTime = times.some((text) => text !== undefined);
  if (year === undefined && !hasTime) return undefined;
  if (month > 12 || day > 31 || hour! > 24 || minute! > 60 || second! > 60) return undefined;
  const read = {
    months: BigInt(Number(year ?? 0) * 12 + month),
    days: BigInt(day),
    seconds: BigInt((hour! * 60 + minute!) * 60 + second!),
    nanoseconds: BigInt((times[3] ?? times[7] ?? '0').padEnd(9, '0')),
  };
  return sign === '-' ? negate(read) : read;
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

function negate({ months, days, seconds, nanoseconds }: Duration): Duration {
  return { months: -months, days: -days, seconds: -seconds, nanoseconds: -nanoseconds };
}

/** Whether Neo4j can compute the average length of a duration in seconds with 64 bits. It refuses other durations. */
function holds({ months, days, seconds, nanoseconds }: Duration): boolean {
  try {
    const borrowed = limit(seconds + nanoseconds / 1_000_000_000n - (nanoseconds < 0n ? 1n : 0n));
    const longer = limit(limit(days * 86_400n) + limit(months * secondsOfMonth));
    for (const part of [seconds, borrowed]) limit(part + longer);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
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
