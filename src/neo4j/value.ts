import neo4j from 'neo4j-driver';
import { secondsPerDay, toCivilDate, toDayNumber } from '../model/calendar.ts';
import type { Properties, PropertyValue } from '../model/value.ts';

/** A value of a type that no column has, as Neo4j's own text for it. */
export interface ForeignValue {
  readonly kind: 'foreign';
  readonly text: string;
}

const wgs84 = 4_326;

/** A cell's value as a driver parameter: integers as INTEGER, dates and points as Neo4j's own types. */
function toDriverValue(value: PropertyValue): unknown {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return value;
  switch (value.kind) {
    case 'date': {
      const { year, month, day } = toCivilDate(value.day);
      return new neo4j.types.Date(year, month, day);
    }
    case 'datetime': {
      const { year, month, day } = toCivilDate(Math.floor(value.second / secondsPerDay));
      const time = value.second - Math.floor(value.second / secondsPerDay) * secondsPerDay;
      return new neo4j.types.DateTime(
        year,
        month,
        day,
        Math.floor(time / 3_600),
        Math.floor(time / 60) % 60,
        time % 60,
        0,
        0,
      );
    }
    case 'point':
      return new neo4j.types.Point(neo4j.int(wgs84), value.longitude, value.latitude);
  }
}

/** A row's properties as one driver parameter. */
export function toDriverProperties(properties: Properties): Record<string, unknown> {
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, toDriverValue(value)]));
}

/** The inverse of `toDriverProperties` for one value; integers must come as `bigint`. */
export function fromDriverValue(value: unknown): PropertyValue | ForeignValue {
  if (value === null) return null;
  switch (typeof value) {
    case 'string':
    case 'bigint':
    case 'number':
    case 'boolean':
      return value;
  }
  if (Array.isArray(value) && value.every((member) => typeof member === 'string')) return value;
  return fromTemporal(value) ?? fromPoint(value) ?? { kind: 'foreign', text: describe(value) };
}

function fromTemporal(value: unknown): PropertyValue | undefined {
  if (neo4j.isDate(value)) return { kind: 'date', day: toDay(value) };
  if (!neo4j.isDateTime(value) || value.timeZoneId != null) return undefined;
  if (Number(value.nanosecond) !== 0 || Number(value.timeZoneOffsetSeconds) !== 0) return undefined;
  const time = Number(value.hour) * 3_600 + Number(value.minute) * 60 + Number(value.second);
  return { kind: 'datetime', second: toDay(value) * secondsPerDay + time };
}

/** The driver's numbers are `bigint` or its own, whatever it was asked for. */
type DriverDay = Readonly<Record<'year' | 'month' | 'day', unknown>>;

function toDay({ year, month, day }: DriverDay): number {
  return toDayNumber({ year: Number(year), month: Number(month), day: Number(day) });
}

function fromPoint(value: unknown): PropertyValue | undefined {
  if (!neo4j.isPoint(value) || Number(value.srid) !== wgs84 || value.z !== undefined) return undefined;
  return { kind: 'point', longitude: value.x, latitude: value.y };
}

function describe(value: unknown): string {
  return Array.isArray(value) ? `[${value.map(describe).join(', ')}]` : `${typeof value} ${String(value)}`;
}
