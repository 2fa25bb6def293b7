/**
 * What must not compile. Nothing here runs: `tsc --noEmit` fails when a line below `@ts-expect-error` is accepted.
 */

import { boolean } from '../../src/model/column/boolean.ts';
import type { Column } from '../../src/model/column/column.ts';
import { type CalendarDate, date } from '../../src/model/column/date.ts';
import { decimal } from '../../src/model/column/decimal.ts';
import { type Duration, durationType } from '../../src/model/column/duration.ts';
import { enumeration } from '../../src/model/column/enumeration.ts';
import { identity } from '../../src/model/column/identity.ts';
import { list } from '../../src/model/column/list.ts';
import { optional } from '../../src/model/column/optional.ts';
import { type PhraseCodes, phrase } from '../../src/model/column/phrase.ts';
import { type GeoPoint, point } from '../../src/model/column/point.ts';
import { text } from '../../src/model/column/text.ts';
import type { StructuredType } from '../../src/model/column/value-type.ts';
import type { Columns } from '../../src/model/columns.ts';
import { defineNode, defineRelationship } from '../../src/model/definition.ts';
import { vocabulary } from '../../src/model/vocabulary.ts';

const size = vocabulary('small', 'large');
type SizeCode = ReturnType<typeof size.code>;
const colour = vocabulary('red', 'blue');
const moreSizes = vocabulary('tiny', 'small', 'large');

export const thing = defineNode({
  label: 'Thing',
  id: { prefix: 'thing', digits: 3 },
  columns: {
    id: identity(),
    name: text(10),
    size: enumeration(size),
    moreSizes: enumeration(moreSizes),
    madeOn: date(),
    soldOn: optional(date()),
    place: point(),
    used: boolean(),
    weight: decimal(2),
  },
  count: (scale) => scale,
  rows: () => (ordinal, cell) => {
    cell.id(ordinal);
    cell.name('a name');
    cell.size(size.code('small'));
    cell.moreSizes(moreSizes.code('tiny'));
    cell.madeOn(1);
    cell.soldOn(null);
    cell.place(1, 2);
    cell.used(true);
    cell.weight(100);

    // @ts-expect-error: text where a number of days is asked for
    cell.madeOn('2026-01-01');
    // @ts-expect-error: a number where text is asked for
    cell.name(7);
    // @ts-expect-error: a number where a boolean is asked for
    cell.used(1);
    // @ts-expect-error: null where the column is not optional
    cell.madeOn(null);
    // @ts-expect-error: nothing where the column is optional
    cell.soldOn();
    // @ts-expect-error: undefined is not null
    cell.soldOn(undefined);
    // @ts-expect-error: a code of another vocabulary
    cell.size(colour.code('red'));
    // @ts-expect-error: a code of a vocabulary with the same words and more
    cell.size(moreSizes.code('small'));
    // @ts-expect-error: a code of a vocabulary with some of the words, which are others by number
    cell.moreSizes(size.code('small'));
    // @ts-expect-error: a plain number is not a code
    cell.size(0);
    // @ts-expect-error: a word is not a code
    cell.size('small');
    // @ts-expect-error: a cell of a column that the table lacks
    cell.height(3);
    // @ts-expect-error: one of two coordinates
    cell.place(1);
    // @ts-expect-error: one value too many
    cell.madeOn(1, 2);
    // @ts-expect-error: a node has no ends
    cell.ends(1, 2);
  },
});

export const likes = defineRelationship({
  type: 'LIKES',
  columns: { since: date() },
  rows: (graph) => ({
    count: graph.nodes('Thing').count,
    row(ordinal, cell) {
      cell.ends(ordinal, ordinal + 1);
      cell.since(graph.asOfDay);
      // @ts-expect-error: a start without an end
      cell.ends(ordinal);
      // @ts-expect-error: an id where a record number is asked for
      cell.ends('thing-000', 'thing-001');
      // @ts-expect-error: a column of another table
      cell.name('a name');
    },
  }),
});

// @ts-expect-error: a word that the vocabulary lacks
size.code('huge');

// @ts-expect-error: more digits after the point than a column has
decimal(7);

const { holds: _, ...unchecked } = date();
// @ts-expect-error: a column type without the check of its cells
export const uncheckedColumn: Column<[day: number], CalendarDate> = unchecked;

const { fromDriver: __, ...halfType } = durationType;
// @ts-expect-error: a property type that cannot be read back from the driver
export const unreadableType: StructuredType<Duration> = halfType;

type Money = { readonly kind: 'money'; readonly cents: number };
declare const money: Column<[cents: number], Money>;
// @ts-expect-error: a property type that value.ts does not list
export const prices: Columns = { price: money };

// @ts-expect-error: a column of several values cannot be optional
optional(point());

list(date(), { max: 3 }) satisfies Column<[days: readonly number[]], readonly CalendarDate[]>;
list(point(), { max: 3 }) satisfies Column<
  [points: readonly (readonly [longitude: number, latitude: number])[]],
  readonly GeoPoint[]
>;
// @ts-expect-error: a column of several codes cannot be in a list
list(phrase(size, size), { max: 3 });
// @ts-expect-error: a value that may be missing cannot be in a list
list(optional(date()), { max: 3 });
// @ts-expect-error: a list without a length
list(date(), {});

phrase('size ', size, ' of ', size) satisfies Column<[SizeCode, SizeCode], string>;
declare const writePhrase: (...codes: PhraseCodes<readonly [typeof size, '!']>) => void;
writePhrase(size.code('small'));
// @ts-expect-error: a code of another vocabulary
writePhrase(colour.code('red'));
// @ts-expect-error: a phrase without a code for one of its vocabularies
writePhrase();

defineNode({
  label: 'Thing',
  id: { prefix: 'thing', digits: 3 },
  columns: { id: identity() },
  count: (scale) => scale,
  // @ts-expect-error: a row function that gives text where the ordinal is asked for
  rows: () => (_ordinal, cell: { id(text: string): void }) => cell.id('a'),
});
