import { describe, expect, it } from 'vitest';
import { integer } from '../../src/model/column/integer.ts';
import type { RelationshipRows } from '../../src/model/definition.ts';
import { joinSections } from '../../src/model/section.ts';

const columns = { size: integer() };

/** A section whose rows say which section and row they are. */
function section(name: number, count: number): RelationshipRows<typeof columns> {
  return {
    count,
    row(ordinal, cell) {
      cell.ends(name, ordinal);
      cell.size(name);
    },
  };
}

function listEnds({ count, row }: RelationshipRows<typeof columns>): number[][] {
  return Array.from({ length: count }, (_, ordinal) => {
    const ends: number[] = [];
    row(ordinal, { ends: (start, end) => ends.push(start, end), size: () => {} });
    return ends;
  });
}

describe('joinSections', () => {
  it.each([
    ['none', [], []],
    ['only empty ones', [section(1, 0), section(2, 0)], []],
    ['one', [section(1, 2)], ['1,0', '1,1']],
    ['several', [section(1, 2), section(2, 1), section(3, 2)], ['1,0', '1,1', '2,0', '3,0', '3,1']],
    ['empty ones among them', [section(1, 0), section(2, 1), section(3, 0), section(4, 1)], ['2,0', '4,0']],
  ])('appends the rows of each section to those before: %s', (_, sections, expected) => {
    const joined = joinSections(sections);
    expect(listEnds(joined).map((ends) => ends.join())).toEqual(expected);
  });
});
