import { enumeration } from '../../src/model/column/enumeration.ts';
import { identity } from '../../src/model/column/identity.ts';
import { integer } from '../../src/model/column/integer.ts';
import { defineNode, defineRelationship } from '../../src/model/definition.ts';
import { defineModel } from '../../src/model/model.ts';
import { vocabulary } from '../../src/model/vocabulary.ts';

const colour = vocabulary('red', 'blue');

const stop = defineNode({
  label: 'Stop',
  id: { prefix: 'stop', digits: 3 },
  columns: { id: identity() },
  count: (scale) => scale,
  rows: () => (ordinal, cell) => cell.id(ordinal),
});

/** Three lines from each stop to the next: two of them are equal. */
const line = defineRelationship({
  type: 'LINE',
  columns: { colour: enumeration(colour), minutes: integer() },
  rows: ({ scale }) => ({
    count: 3 * scale,
    row(ordinal, cell) {
      const start = ordinal % scale;
      cell.ends(start, (start + 1) % scale);
      cell.colour(colour.codes[ordinal < scale ? 0 : 1]!);
      cell.minutes(start);
    },
  }),
});

/** A model whose relationships have the same ends as others. It has no constraint. */
const withConstraint = defineModel({
  name: 'parallel',
  version: '1',
  label: 'Place',
  nodes: [stop],
  relationships: [line],
});
export const parallel = { ...withConstraint, schema: [] };
