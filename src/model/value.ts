/** Days since 1970-01-01. */
export interface CalendarDate {
  readonly kind: 'date';
  readonly day: number;
}

/** Whole seconds since 1970-01-01T00:00:00Z. */
export interface Instant {
  readonly kind: 'datetime';
  readonly second: number;
}

/** WGS-84 degrees. */
export interface GeoPoint {
  readonly kind: 'point';
  readonly longitude: number;
  readonly latitude: number;
}

/** A cell as a value: `bigint` is a Neo4j INTEGER, `number` a FLOAT. The driver's own types are made in src/neo4j. */
export type PropertyValue =
  | string
  | bigint
  | number
  | boolean
  | readonly string[]
  | CalendarDate
  | Instant
  | GeoPoint
  | null;

/** One node's or relationship's properties by name. */
export type Properties = Readonly<Record<string, PropertyValue>>;
