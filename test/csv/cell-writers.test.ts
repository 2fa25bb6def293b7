import { describe, expect, it } from 'vitest';
import { createCellWriters } from '../../src/csv/cell-writers.ts';
import { ByteBuffer, readText } from '../../src/model/byte-buffer.ts';
import { constant, enumeration } from '../../src/model/column/enumeration.ts';
import { integer } from '../../src/model/column/integer.ts';
import { optional } from '../../src/model/column/optional.ts';
import { vocabulary } from '../../src/model/vocabulary.ts';

const size = vocabulary('small', 'large, or larger');
const colour = vocabulary('red', 'green', 'blue');
const many = vocabulary(...Array.from({ length: 100 }, (_, n) => `w${n}`));
const columns = {
  kind: constant('Box'),
  size: enumeration(size),
  colour: enumeration(colour),
  note: constant('a "note"'),
  count: integer(),
  many: enumeration(many),
  other: enumeration(many),
  maybe: optional(enumeration(colour)),
};
const context = {} as Parameters<typeof createCellWriters>[0]['context']; // no column of these asks for it

/** Writes a row and returns its bytes as text; undefined where the position is not a number. */
function write(...[sizeCode, colourCode]: readonly number[]): string | undefined {
  const out = new ByteBuffer(1_000);
  const cell = createCellWriters({ columns, context }, out);
  for (let row = 0; row < 2; row++) {
    cell['kind']!();
    cell['size']!(sizeCode);
    cell['colour']!(colourCode);
    cell['note']!();
    cell['count']!(row);
    cell['many']!(99);
    cell['other']!(1);
    cell['maybe']!(row === 0 ? null : 2);
  }
  return Number.isNaN(out.position) ? undefined : readText(out.bytes, 0, out.position);
}

describe('createCellWriters', () => {
  it('writes neighbouring columns with few texts as each would alone', () => {
    expect(write(0, 2)).toBe('Box,small,blue,"a ""note""",0,w99,w1,,Box,small,blue,"a ""note""",1,w99,w1,blue,');
    expect(write(1, 0)).toContain('Box,"large, or larger",red,"a ""note""",0,');
  });

  it.each([
    [2, 0],
    [0, 3],
    [-1, 2],
    [1, -1],
    [Number.NaN, 0],
    [0, 0.5],
  ])('writes no other cell in place of a code outside its vocabulary: %d, %d', (...codes) => {
    expect(write(...codes)).toBeUndefined();
  });
});
