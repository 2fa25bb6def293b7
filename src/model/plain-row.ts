import type { CalendarDate } from './column/date.ts';
import type { Instant, LocalDateTime } from './column/datetime.ts';
import type { Duration } from './column/duration.ts';
import { integerType } from './column/integer.ts';
import type { ListType } from './column/list.ts';
import { type GeoPoint, pointType } from './column/point.ts';
import type { LocalTime, ZonedTime } from './column/time.ts';
import type { Columns } from './columns.ts';
import { createCells } from './create-cells.ts';
import type { NodeDefinition, RelationshipDefinition } from './definition.ts';
import type { GraphTables, Table } from './table.ts';
import { type PropertyValue, type ScalarValue, type StructuredValue, structuredTypeOf } from './value.ts';

/** A point as plain data, in WGS-84 degrees. */
export interface PlainPoint {
  readonly longitude: number;
  readonly latitude: number;
}

/** A property as JSON can hold it, and as a person reads it: the same text that the CSV has for dates, times and durations. */
export type PlainValue = string | number | boolean | PlainPoint | readonly PlainValue[] | null;

/** A row of a table whose columns are known only at run time. A relationship has `startId` and `endId`, too. */
export type PlainRow = Readonly<Record<string, PlainValue>>;

/**
 * A property value of a column as plain data. A date is `YYYY-MM-DD`, a datetime `YYYY-MM-DDTHH:MM:SSZ`, a time `HH:MM:SSZ`, a
 * duration ISO 8601. An integer is a number, because no column holds one beyond 2^53. A list is a list of such values.
 */
export type Plain<Value> = Value extends bigint
  ? number
  : Value extends CalendarDate | Instant | LocalDateTime | ZonedTime | LocalTime | Duration
    ? string
    : Value extends GeoPoint
      ? PlainPoint
      : Value extends readonly (infer Member)[]
        ? readonly Plain<Member>[]
        : Value;

/** The properties of a row with these columns. */
export type PlainProperties<C extends Columns> = {
  readonly [Name in keyof C]: C[Name] extends { reader(...context: never): (...cell: never) => infer Value }
    ? Plain<Value>
    : never;
};

/** The readable ids of the nodes that a relationship connects. */
export interface PlainEnds {
  readonly startId: string;
  readonly endId: string;
}

/** The row of a node or relationship type. */
export type PlainRowOf<Definition> =
  Definition extends NodeDefinition<string, infer C>
    ? PlainProperties<C>
    : Definition extends RelationshipDefinition<string, infer C>
      ? PlainEnds & PlainProperties<C>
      : never;

/** Makes the function that gives any row of a table as plain data. */
export function createPlainReader({ idOf }: GraphTables, table: Table): (ordinal: number) => PlainRow {
  let row: Record<string, PlainValue> = {};
  const cells = createCells(table.columns, {
    ends: (start, end) => {
      row['startId'] = idOf(start);
      row['endId'] = idOf(end);
    },
    cell(name, column) {
      const read = column.reader(table.context);
      const toPlain = findConversion(column.valueType);
      if (!toPlain)
        return (...cell) => {
          row[name] = read(...cell) as PlainValue; // every other type of value is plain
        };
      return (...cell) => {
        const value = read(...cell);
        row[name] = value === null ? null : toPlain(value);
      };
    },
  });
  return (ordinal) => {
    row = {};
    table.row(ordinal, cells);
    return row;
  };
}

/** The conversion for the values of a type. Undefined where they are plain already. */
function findConversion(type: Columns[string]['valueType']): ((value: PropertyValue) => PlainValue) | undefined {
  if ((type as unknown) === integerType) return Number;
  if ((type as unknown) === pointType) {
    return (value) => {
      const { longitude, latitude } = value as GeoPoint;
      return { longitude, latitude };
    };
  }
  if ('element' in type) {
    const toPlain = findConversion((type as ListType<ScalarValue>).element as typeof type);
    return toPlain && ((values) => (values as readonly ScalarValue[]).map(toPlain));
  }
  if (!('kind' in type)) return undefined;
  return (value) => structuredTypeOf(value as StructuredValue).toText(value as StructuredValue);
}
