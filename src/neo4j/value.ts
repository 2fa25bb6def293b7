import neo4j from 'neo4j-driver';
import type { DriverClass, DriverFields } from '../model/column/value-type.ts';
import {
  isUnsupported,
  type Properties,
  type PropertyValue,
  type ScalarValue,
  structuredTypeOf,
  structuredTypes,
  type UnsupportedValue,
} from '../model/value.ts';

const classes: Readonly<Record<DriverClass, new (...fields: never[]) => object>> = neo4j.types;

/** A row's properties as one driver parameter. */
export function toDriverProperties(properties: Properties): Record<string, unknown> {
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, toDriverValue(value)]));
}

function toDriverValue(value: PropertyValue): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (!('kind' in value)) return value.map(toDriverValue);
  const type = structuredTypeOf(value);
  return new classes[type.driverClass](...(type.toDriver(value) as never[])); // all fields are numbers, as these classes expect
}

/** The inverse of `toDriverProperties` for one value. Integers must come as `bigint`. */
export function fromDriverValue(value: unknown): PropertyValue | UnsupportedValue {
  if (value === null) return null;
  switch (typeof value) {
    case 'string':
    case 'bigint':
    case 'number':
    case 'boolean':
      return value;
  }
  if (Array.isArray(value)) return fromDriverList(value);
  const type = structuredTypes.find(({ driverClass }) => value instanceof classes[driverClass]);
  return type?.fromDriver(value as DriverFields) ?? { kind: 'unsupported', text: describe(value) };
}

function fromDriverList(list: readonly unknown[]): PropertyValue | UnsupportedValue {
  const values: ScalarValue[] = [];
  for (const member of list) {
    const value = fromDriverValue(member);
    if (!isScalar(value)) return { kind: 'unsupported', text: describe(list) };
    values.push(value);
  }
  return values;
}

function isScalar(value: PropertyValue | UnsupportedValue): value is ScalarValue {
  return value !== null && !Array.isArray(value) && !isUnsupported(value);
}

function describe(value: unknown): string {
  return Array.isArray(value) ? `[${value.map(describe).join(', ')}]` : `${typeof value} ${String(value)}`;
}
