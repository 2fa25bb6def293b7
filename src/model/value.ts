import { booleanType } from './column/boolean.ts';
import { dateType } from './column/date.ts';
import { datetimeType, localdatetimeType } from './column/datetime.ts';
import { floatType } from './column/decimal.ts';
import { durationType } from './column/duration.ts';
import { integerType } from './column/integer.ts';
import { listType } from './column/list.ts';
import { pointType } from './column/point.ts';
import { stringType } from './column/text.ts';
import { localtimeType, timeType } from './column/time.ts';
import type { StructuredType, ValueType } from './column/value-type.ts';

/** Every property type that JavaScript has no type for. A column type that adds one does not compile until it is listed here. */
export const structuredTypes = [
  ...([dateType, datetimeType, localdatetimeType, timeType, localtimeType] as const),
  ...([durationType, pointType] as const),
] as const;

type ValueOf<Type> = Type extends StructuredType<infer Value> ? Value : never;

/** A value of a property type that JavaScript has no type for. */
export type StructuredValue = ValueOf<(typeof structuredTypes)[number]>;

/** A value that is not a list: `bigint` is a Neo4j INTEGER, `number` a FLOAT. */
export type ScalarValue = string | bigint | number | boolean | StructuredValue;

/** A cell as a property. src/neo4j converts it for the driver. */
export type PropertyValue = ScalarValue | readonly ScalarValue[] | null;

/** One node's or relationship's properties by name. */
export type Properties = Readonly<Record<string, PropertyValue>>;

/** A value in a database that no column can hold, described in words. */
export interface UnsupportedValue {
  readonly kind: 'unsupported';
  readonly text: string;
}

/** The canonical text of any value (see `ValueType`); `-` when there is none. */
export function canonicalText(value: PropertyValue | UnsupportedValue): string {
  if (value === null) return '-';
  return isUnsupported(value) ? `x${value.text.length}:${value.text}` : typeOf(value).canonicalText(value);
}

/** A value with its Neo4j type, for a message: INTEGER `4`. Long text is cut. */
export function describeValue(value: PropertyValue | UnsupportedValue): string {
  if (value === null) return 'none';
  if (isUnsupported(value)) return `\`${cut(value.text)}\``;
  const type = typeOf(value);
  return `${type.cypherType.replace(/<.*/, '')} \`${cut(type.toText(value))}\``;
}

export function structuredTypeOf(value: StructuredValue): StructuredType<StructuredValue> {
  return typeByKind.get(value.kind)!;
}

const typeByKind: ReadonlyMap<string, StructuredType<StructuredValue>> = new Map(
  structuredTypes.map((type) => [type.kind, type]),
);

function typeOf(value: Exclude<PropertyValue, null>): ValueType<typeof value> {
  switch (typeof value) {
    case 'string':
      return stringType;
    case 'bigint':
      return integerType;
    case 'number':
      return floatType;
    case 'boolean':
      return booleanType;
    default:
      return 'kind' in value ? structuredTypeOf(value) : listType(typeOf(value[0] ?? '') as ValueType<ScalarValue>);
  }
}

/** Whether no column can hold the value. */
export function isUnsupported(value: PropertyValue | UnsupportedValue): value is UnsupportedValue {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'unsupported';
}

function cut(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
