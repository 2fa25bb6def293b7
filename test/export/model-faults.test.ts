import { describe, expect, it } from 'vitest';
import { createGraph } from '../../src/export/create-graph.ts';
import {
  type Columns,
  createEdgeList,
  createRings,
  defineModel,
  degrees,
  drawNormal,
  exactly,
  integer,
  link,
  type Model,
  modulo,
  node,
  reference,
  text,
  vocabulary,
} from '../../src/model.ts';

const site = node('Site', {});
const museum = node('Museum', { count: () => 8 });
const tags = vocabulary('coin', 'bead', 'vase');

const model = (parts: Partial<Model>): Model =>
  defineModel({ name: 'dig', version: '1', nodes: [site, museum], relationships: [], ...parts }) as Model;
const withRows = (rows: (tools: never) => unknown, columns: Columns = {}): Model =>
  model({ nodes: [node('Find', { columns, rows: rows as never })] });
const withLink = (options: object): Model =>
  model({ relationships: [link('SHOWN_IN', { from: site, to: museum, ...options } as never)] });

describe('a fault of a model names its place', () => {
  it.each<[string, () => Model, message: string, hint: string]>([
    [
      'a count that is not whole',
      () => model({ nodes: [node('Site', { count: () => 2.5 }), museum] }),
      'Expected the number of nodes of Site to be a whole number, got `2.5`',
      'Correct the `count` of the kind.',
    ],
    [
      'a normal distribution without a deviation',
      () => withRows(({ draw }: { draw: () => { normal(options: object): void } }) => draw().normal({ mean: 180 })),
      'Could not make Find of model dig at scale 100: Expected `deviation` of `normal` to be a number, got `undefined`',
      'Correct the model.',
    ],
    [
      'a sample of more words than there are',
      () =>
        withRows(({ draw }: { draw: () => { sample(words: unknown, options: object): void } }) =>
          draw().sample(tags, { max: 30 }),
        ),
      'Could not make Find of model dig at scale 100: Expected the numbers of words in a sample to be in order and at most 3, got `1` and `30`',
      'Correct the model.',
    ],
    [
      'a pair outside the graph',
      () => withLink({ connect: (ends: never) => createEdgeList({ ...(ends as object), pairs: [[0, 9]] } as never) }),
      'Expected an option of createEdgeList, got `stream`',
      'Use one of: sources, targets, pairs.',
    ],
    [
      'a target outside the graph',
      () =>
        withLink({
          connect: ({ sources, targets }: { sources: number; targets: number }) =>
            createEdgeList({ sources, targets, pairs: [[0, 9]] }),
        }),
      'Could not make SHOWN_IN of model dig at scale 100: Expected a target of an edge list to be from 0 to 7, got `9`',
      'Correct the model.',
    ],
    [
      'a pair that comes twice',
      () => withLink({ connect: () => createEdgeList({ sources: 9, targets: 8, pairs: [[0, 7], [0, 7]] }) }), // biome-ignore format: two pairs
      'Could not make SHOWN_IN of model dig at scale 100: Expected each pair of an edge list once, got `0, 7` twice',
      'Correct the model.',
    ],
    [
      'rings that need another scale',
      () =>
        model({
          relationships: [
            link('NEAR', {
              from: site,
              to: site,
              connect: ({ stream, sources }) => createRings(stream, { nodes: sources, rings: 200, members: 4 }),
            }),
          ],
        }),
      'Could not make NEAR of model dig at scale 100: Expected 200 rings of 4 members to fit into 92 nodes',
      'Correct the model, or choose another scale.',
    ],
    [
      'a factor that fits no scale',
      () => withLink({ each: site, by: modulo({ factor: 2 }) }),
      'Could not make SHOWN_IN of model dig at scale 100: Expected the factor to have no divisor in common with 8 targets, got `2`',
      'Correct the model.',
    ],
    [
      'a kind that the model does not list',
      () => model({ nodes: [site], relationships: [link('SHOWN_IN', { from: site, to: museum, each: site })] }),
      'Could not make SHOWN_IN of model dig at scale 100: Expected Museum to be in the `nodes` of the model',
      'Add the kind to `nodes`.',
    ],
    [
      'a column that refers to a kind that the model does not list',
      () =>
        model({ nodes: [node('Find', { columns: { at: reference('Museum') }, rows: () => (n, cell) => cell.at(n) })] }),
      'Could not make column `at` of Find: Expected Museum to be in the `nodes` of the model',
      'Add the kind to `nodes`.',
    ],
  ])('%s', (_, create, message, hint) => {
    expect(() => createGraph({ model: create(), scale: 100 })).toThrow(
      expect.objectContaining({ code: 'invalid-model', message: expect.stringContaining(message), hint }),
    );
  });
});

describe('a definition', () => {
  const expected = 'letters, digits and underscores, with a letter first';

  it.each(['Dig Site', 'Dig`Site', '1st', '', 'Straße', undefined])('refuses the name %j', (name) => {
    const got = `got \`${name}\``;
    expect(() => node(name as string, {})).toThrow(`Expected a label to be ${expected}, ${got}`);
    expect(() => link(name as string, { from: site, to: museum, each: site })).toThrow(
      `Expected a relationship type to be ${expected}, ${got}`,
    );
  });

  it.each<[string, () => unknown, string]>([
    [
      'quantiles that fall',
      () => degrees({ p50: 5, p90: 2 }),
      'Expected the quantiles of `degrees` to rise, got p50 5, p90 2',
    ],
    [
      'a quantile that is missing',
      () => degrees({ p90: 2 } as never),
      'Expected `p50` of `degrees` to be a whole number, got `undefined`',
    ],
    [
      'a degree that is missing',
      () => exactly(undefined as never),
      'Expected a degree to be a whole number, got `undefined`',
    ],
    [
      'a column `id` of a kind',
      () => node('Site', { columns: { id: integer() } }),
      'Expected the columns of Site to be without `id`, which bulkgen writes itself',
    ],
    [
      'an unknown option of a link',
      () => link('SHOWN_IN', { from: site, to: museum, each: site, levels: 5 } as never),
      'Expected an option of link SHOWN_IN, got `levels`',
    ],
    [
      'an unknown option of a kind',
      () => node('Site', { cols: {} } as never),
      'Expected an option of node Site, got `cols`',
    ],
    [
      'a deviation that is missing',
      () => drawNormal(undefined as never, { mean: 1 } as never),
      'Expected `deviation` of `normal` to be a number, got `undefined`',
    ],
    [
      'a column without its length',
      () => text(undefined as never),
      'Expected `text` to get the most characters of a cell',
    ],
  ])('refuses %s', (_, define, message) => {
    expect(define).toThrow(
      expect.objectContaining({ name: 'BulkgenError', message: expect.stringContaining(message) }),
    );
  });
});

describe('a question', () => {
  const ask = (answer: unknown) => () =>
    createGraph({
      model: model({ queries: [{ question: 'How many?', cypher: 'RETURN 1', answer: answer as never }] }),
    });

  it.each<[string, unknown, string]>([
    ['nothing', () => {}, 'a list of rows, got `undefined`'],
    ['one row', () => ({ count: 1 }), 'a list of rows, got an object'],
    ['a promise', async () => [], 'a list of rows, got an object'],
  ])('needs an answer that is not %s', (_, answer, got) => {
    expect(ask(answer)).toThrow(
      expect.objectContaining({
        code: 'invalid-model',
        message: `Could not answer the question "How many?" of model dig at scale 1000: Expected \`answer\` to return ${got}`,
        hint: 'Correct the `answer` of the question.',
      }),
    );
  });

  it('needs rows that are objects', () => {
    expect(ask(() => [1])).toThrow('Expected each row of `answer` to be an object, got `1`');
    expect(ask(() => [{ count: 1 }])).not.toThrow();
  });
});
