import neo4j from 'neo4j-driver';
import { secondsPerDay, toCivilDate } from '../model/calendar.ts';
import type { Properties, PropertyValue } from '../model/property-value.ts';

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
