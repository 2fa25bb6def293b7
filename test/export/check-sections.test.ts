import { describe, expect, it } from 'vitest';
import { createGraph } from '../../src/export/create-graph.ts';
import { createModulo, defineModel, defineRelationship, type LinkSection, node } from '../../src/model.ts';

const book = node('Book', { count: () => 12 });
const shelf = node('Shelf', { count: () => 4 });
const links = createModulo({ sources: 12, targets: 4 });
const section: LinkSection = { from: 'Book', to: 'Shelf', links };

function check(sections: readonly LinkSection[], shift = 0): void {
  const standsOn = defineRelationship({
    type: 'STANDS_ON',
    columns: {},
    rows: ({ nodes }) => ({
      count: 12,
      sections,
      row: (n, cell) => cell.ends(n, nodes('Shelf').base + ((links.target(n) + shift) % 4)),
    }),
  });
  createGraph({
    model: defineModel({ name: 'library', version: '1', nodes: [book, shelf], relationships: [standsOn] }),
  });
}

describe('the sections of a model', () => {
  it('are those of its rows', () => {
    expect(() => check([section])).not.toThrow();
  });

  it.each([
    [[{ ...section, to: 'Box' }], 'Expected STANDS_ON to have sections between labels of the model, got `Box`'],
    [
      [{ ...section, links: createModulo({ sources: 12, targets: 5 }) }],
      'Expected the section of STANDS_ON from Book to Shelf to have 4 Shelf, got 5',
    ],
    [[section, section], 'Expected the sections of STANDS_ON to have 12 rows, got 24'],
    [[], 'Expected the sections of STANDS_ON to have 12 rows, got 0'],
  ])('are refused where they are of another size', (sections, message) => {
    expect(() => check(sections)).toThrow(expect.objectContaining({ code: 'invalid-model', message }));
  });

  it('are refused where a row has other ends', () => {
    const message = 'Expected row 0 of STANDS_ON to have the ends of its section, 0 and 12, got 0 and 13';
    expect(() => check([section], 1)).toThrow(message);
  });
});
