import { describe, expect, it } from 'vitest';
import { createGraph } from '../../src/export/create-graph.ts';
import { readEnds } from '../../src/model/link/adjacency.ts';
import {
  createModulo,
  createRings,
  defineModel,
  defineRelationship,
  exactly,
  findBusiest,
  link,
  linksOf,
  listSections,
  node,
  nodeId,
  readNode,
} from '../../src/model.ts';
import { expectAnswers } from './link/expect-answers.ts';

const empty = node('Empty', { count: () => 0 });
const site = node('Site', { share: 1 });
const find = node('Find', { share: 3 });
const foundAt = link('FOUND_AT', { from: find, to: site, out: exactly(2) });
const near = link('NEAR', {
  from: site,
  to: site,
  connect: ({ stream, sources: nodes }) => createRings(stream, { nodes, rings: 2, members: 3 }),
});
const lostAt = link('LOST_AT', { from: empty, to: site, each: empty });
const relationships = [foundAt, near, lostAt];
const graph = createGraph({
  model: defineModel({ name: 'dig', version: '1', nodes: [empty, site, find], relationships }),
  scale: 40,
});

const outside = [-1, 10, 1e9, 1.5, Number.NaN, Number.POSITIVE_INFINITY, undefined, null, '1'] as number[];

describe('the links of a graph', () => {
  it('have the answers of its rows', () => {
    expectAnswers(linksOf(graph, foundAt));
    expect(linksOf(graph, foundAt)).toBe(linksOf(graph, { type: 'FOUND_AT' }));
    expect(findBusiest(linksOf(graph, near), 'source')).toBeDefined();
  });

  it.each(outside)('have no answer for the target %s', (target) => {
    const links = linksOf(graph, foundAt);
    const fault = expect.objectContaining({
      code: 'invalid-option',
      message: `Expected the target of FOUND_AT to be a number from 0 to 9, got \`${target}\``,
    });
    expect(() => links.sourcesOf(target)).toThrow(fault);
    expect(() => links.degree('target', target)).toThrow(fault);
    expect(() => links.has(0, target)).toThrow(fault);
  });

  it.each([...outside.filter((number) => number !== 10), 30])('have no answer for the source %s', (source) => {
    const links = linksOf(graph, foundAt);
    const message = `Expected the source of FOUND_AT to be a number from 0 to 29, got \`${source}\``;
    expect(() => links.targetsOf(source)).toThrow(message);
    expect(() => links.degree('source', source)).toThrow(message);
    expect(() => links.has(source, 0)).toThrow(message);
  });

  it('have no answer for a row, a side or a node that does not exist', () => {
    const links = linksOf(graph, foundAt);
    expect(() => links.source(60)).toThrow('Expected the row of FOUND_AT to be a number from 0 to 59, got `60`');
    expect(() => links.target(-1)).toThrow('Expected the row of FOUND_AT to be a number from 0 to 59, got `-1`');
    expect(() => links.degree('targets' as never, 0)).toThrow(
      'Expected the side of FOUND_AT to be `source` or `target`, got `targets`',
    );
    expect(() => findBusiest(links, 'end' as never)).toThrow('Expected the side of FOUND_AT');
    expect(() => linksOf(graph, lostAt).targetsOf(0)).toThrow(
      'Expected the source of LOST_AT to be a number, of which there are none, got `0`',
    );
  });

  it('are those of a relationship type of the graph', () => {
    expect(() => linksOf(graph, { type: 'SOLD_AT' })).toThrow(
      expect.objectContaining({ code: 'invalid-option', message: expect.stringContaining('got `SOLD_AT`') }),
    );
  });
});

/** A type that starts at two kinds of nodes. */
const keptAt = defineRelationship({
  type: 'KEPT_AT',
  columns: {},
  rows(context) {
    const [sites, finds] = [context.nodes('Site'), context.nodes('Find')];
    const ofFinds = createModulo({ sources: finds.count, targets: sites.count });
    const ofSites = createModulo({ sources: sites.count, targets: sites.count });
    return {
      count: finds.count + sites.count,
      sections: [
        { from: 'Find', to: 'Site', links: ofFinds },
        { from: 'Site', to: 'Site', links: ofSites },
      ],
      row(n, cell) {
        if (n < finds.count) cell.ends(finds.base + n, sites.base + ofFinds.target(n));
        else cell.ends(sites.base + n - finds.count, sites.base + ofSites.target(n - finds.count));
      },
    };
  },
});
const soldTo = defineRelationship({ type: 'SOLD_TO', columns: {}, rows: () => ({ count: 0, row: () => {} }) });

describe('a relationship type with several kinds at its ends', () => {
  const store = createGraph({
    model: defineModel({ name: 'store', version: '1', nodes: [site, find], relationships: [keptAt, near, soldTo] }),
    scale: 40,
  });

  it('has the links of each pair of kinds', () => {
    expectAnswers(linksOf(store, { type: 'KEPT_AT', from: 'Find', to: 'Site' }));
    expect(linksOf(store, { type: 'KEPT_AT', from: 'Site' }).rows).toBe(10);
    expect(() => linksOf(store, { type: 'KEPT_AT', from: 'Find' }).targetsOf(30)).toThrow('the source of KEPT_AT');
  });

  it('refuses to read rows that the links of a pair do not have', () => {
    const links = linksOf(store, { type: 'KEPT_AT', from: 'Find', to: 'Site' });
    const ends = { sources: new Int32Array(links.rows + 1), targets: new Int32Array(links.rows + 1) };
    for (const [first, count] of [
      [-1, 1],
      [0, links.rows + 1],
      [links.rows, 1],
      [0.5, 1],
    ] as const) {
      expect(() => readEnds(links, first, count, ends)).toThrow('the row of KEPT_AT');
    }
    expect(() => readEnds(links, links.rows, 0, ends)).not.toThrow();
  });

  it.each([
    [{}, 'neither'],
    [{ to: 'Site' }, '`any` to `Site`'],
    [{ from: 'Find', to: 'Find' }, '`Find` to `Find`'],
  ])('does not have links for %j', (kinds, found) => {
    expect(() => linksOf(store, { type: 'KEPT_AT', ...kinds })).toThrow(
      expect.objectContaining({
        code: 'invalid-option',
        message: `Expected \`from\` and \`to\` of KEPT_AT to be one of Find to Site, Site to Site, got ${found}`,
      }),
    );
  });

  it('is listed section by section, in the order of the rows', () => {
    const list = listSections(store).map(({ type, from, to, links }) => [type, from, to, links.rows]);
    expect(list).toEqual([
      ['KEPT_AT', 'Find', 'Site', 30],
      ['KEPT_AT', 'Site', 'Site', 10],
      ['NEAR', 'Site', 'Site', 6],
    ]);
    expect(listSections(store, { type: 'KEPT_AT', from: 'Site' })).toHaveLength(1);
    expect(listSections(store, { type: 'SOLD_TO' })).toEqual([]);
  });
});

describe('a node', () => {
  it('has a number within its kind and a record number', () => {
    expect(nodeId(graph, find, 0)).toBe('find-0000000');
    expect(graph.idOf(10)).toBe('find-0000000');
    expect(nodeId(graph, { label: 'Site' }, 9)).toBe(graph.idOf(9));
  });

  it.each(outside.filter((number) => number !== 10))('does not have the record number %s', (record) => {
    expect(() => graph.idOf(record)).toThrow(
      expect.objectContaining({
        code: 'invalid-option',
        message: `Expected a record number of this graph, from 0 to 39, got \`${record}\``,
        hint: 'Use `nodeId` for a number that counts within its kind.',
      }),
    );
  });

  it.each(outside)('does not have the number %s within its kind', (number) => {
    const fault = expect.objectContaining({
      code: 'invalid-option',
      message: `Expected the number of a node of Site to be from 0 to 9, got \`${number}\``,
    });
    expect(() => nodeId(graph, site, number)).toThrow(fault);
    expect(() => readNode(graph, site, number)).toThrow(fault);
  });
});
