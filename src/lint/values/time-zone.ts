// Time zones as Java and Neo4j know them, computed with those that Node knows.

export type Zone =
  /** An offset, in seconds. */
  | { readonly kind: 'offset'; readonly seconds: number }
  /** A place. The formatter gives its offset at an instant, as `GMT+01:00`. */
  | { readonly kind: 'place'; readonly formatter: Intl.DateTimeFormat }
  /** `UT` or `UTC+01:00`, which Java knows, but which Neo4j cannot store in a date and time. */
  | { readonly kind: 'unstorable' };

/** Finds a time zone by the name that a text or a header gives. Returns nothing if the importer refuses the name. */
export function findZone(text: string, isCalendarVersion: boolean): Zone | undefined {
  const name = text.replaceAll(' ', '_');
  if (/^[+-]/.test(name)) return readOffset(name);
  if (/^z$/i.test(name)) return zero;
  const [, prefix, rest] = /^(UTC|UT|GMT)(.*)$/is.exec(name) ?? [];
  if (prefix === undefined) return findPlace(name, isCalendarVersion);
  const isGmt0 = /^gmt0$/i.test(name);
  const offset = rest === '' || isGmt0 ? zero : readOffset(rest!);
  if (!offset) return undefined;
  const isStorable = offset.seconds === 0 && !/^ut$/i.test(prefix);
  return isStorable ? findPlace('UTC', isCalendarVersion) : { kind: 'unstorable' };
}

/** The offset of a place at an instant, in seconds. */
export function offsetAt(formatter: Intl.DateTimeFormat, instant: number): number {
  const name = formatter.formatToParts(instant).find(({ type }) => type === 'timeZoneName')!.value;
  const [, sign = '+', hours = '0', minutes = '0', seconds = '0'] =
    /^GMT(?:([+-])(\d+):(\d+)(?::(\d+))?)?$/.exec(name) ?? [];
  return Number(`${sign}${Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)}`);
}

const zero = { kind: 'offset', seconds: 0 } as const;

/** `+01:00` or `-01:00:30`. */
function readOffset(text: string): { readonly kind: 'offset'; readonly seconds: number } | undefined {
  const [, sign, hours, minutes, seconds = '0'] = /^([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(text) ?? [];
  if (sign === undefined) return undefined;
  const size = sizeOfOffset(hours!, minutes, seconds);
  return size === undefined ? undefined : { kind: 'offset', seconds: sign === '-' ? -size : size };
}

/** The seconds of an offset without its sign. Returns nothing for more than 18 hours, the most that Java knows. */
export function sizeOfOffset(hours: string, minutes = '0', seconds = '0'): number | undefined {
  if (Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  const size = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return size <= 18 * 3600 ? size : undefined;
}

/** Names that Node knows, and Java or Neo4j does not. */
const unknownToJava = new Set(
  `act aet agt art ast bet bst cat cnt cst ctt eat ect est hst iet ist jst mit mst net nst plt pnt prt pst roc sst vst
  canada/east-saskatchewan us/pacific-new`.split(/\s+/),
);
/** Names that Neo4j 5.26 does not know. */
const newNames = new Set(['america/coyhaique']);

/** Formatters are slow to create, and files name few time zones. */
const places = new Map<string, Zone | undefined>();

function findPlace(name: string, isCalendarVersion: boolean): Zone | undefined {
  const small = name.toLowerCase();
  if (unknownToJava.has(small) || (newNames.has(small) && !isCalendarVersion)) return undefined;
  if (!places.has(small)) places.set(small, createPlace(name));
  return places.get(small);
}

function createPlace(timeZone: string): Zone | undefined {
  try {
    return { kind: 'place', formatter: new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }) };
  } catch {
    return undefined;
  }
}
