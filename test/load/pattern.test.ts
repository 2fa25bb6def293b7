import { describe, expect, it } from 'vitest';
import { listLoadedTables } from '../../src/load/loaded-table.ts';
import { pattern } from '../../src/load/pattern.ts';
import { bindModel } from '../../src/model/graph.ts';
import { createModulo, defineModel, link, modulo, node } from '../../src/model.ts';
import classic from '../../src/models/classic.ts';
import { cmdb } from '../../src/models/cmdb/model.ts';
import fraud from '../../src/models/fraud.ts';
import supplyChain from '../../src/models/supply-chain.ts';

const options = { seed: 'test', scale: 1_000, asOfDay: 20_000 };
const graph = bindModel(classic, options);
const formula = 'n / $block % $others * $factor % $others';

describe('the method pattern', () => {
  it('sends the numbers of rows only, where a formula gives their ends', async () => {
    const { prepare } = await pattern.open(graph, { database: undefined as never });
    const uses = listLoadedTables(graph).find(({ name }) => name === 'USES')!;
    const { statement, first, end } = prepare({ table: uses, first: 100, end: 200 });
    expect([first, end]).toEqual([100, 200]);
    expect(statement.text).toContain('UNWIND range($first, $last) AS n');
    expect(Object.keys(statement.parameters)).not.toContain('text');
    expect(statement.parameters).toMatchObject({ sourcePrefix: 'application-', targetZeros: '0000000' });
  });

  it('sends nodes as unwind does', async () => {
    const { prepare } = await pattern.open(graph, { database: undefined as never });
    const [table] = listLoadedTables(graph);
    expect(prepare({ table: table!, first: 0, end: 2 }).statement.parameters).toHaveProperty('text');
  });

  it.each([
    { block: 1, factor: 1 },
    { block: 10, factor: 1 },
    { block: 3, factor: 7 },
    { block: 2, factor: 1_009 },
  ])('computes the ends that the files have, with %o, whichever end has one row each', async (shape) => {
    const [item, place] = [node('Item', { count: () => 95 }), node('Place', { count: () => 8 })];
    for (const ends of [
      { from: item, to: place },
      { from: place, to: item },
    ]) {
      const own = link('AT', { ...ends, each: item, by: modulo(shape) });
      const bound = bindModel(
        defineModel({ name: 'own', version: '1', nodes: [item, place], relationships: [own] }),
        options,
      );
      const table = listLoadedTables(bound).find(({ name }) => name === 'AT')!;
      const { statement } = (await pattern.open(bound, { database: undefined as never })).prepare({
        table,
        first: 0,
        end: 95,
      });
      const { block, others, factor } = Object.fromEntries(
        Object.entries(statement.parameters).map(([name, value]) => [name, Number(value)]),
      ) as { block: number; others: number; factor: number };
      const [source, target] = ends.from === item ? ['n', 'other'] : ['other', 'n'];
      expect(statement.text).toContain(`toString(${source === 'n' ? 'n' : formula})`);
      expect(statement.text).toContain(`toString(${target === 'n' ? 'n' : formula})`);
      for (let n = 0; n < 95; n++) {
        const other = ((Math.floor(n / block) % others) * factor) % others; // as Cypher computes it
        expect([table.links!.source(n), table.links!.target(n)]).toEqual(source === 'n' ? [n, other] : [other, n]);
      }
    }
  });

  it('leaves a table to unwind whose formula has another number of nodes than the database', () => {
    const [item, place] = [node('Item', { count: () => 95 }), node('Place', { count: () => 8 })];
    const own = link('AT', { from: item, to: place, connect: ({ sources }) => createModulo({ sources, targets: 4 }) });
    const model = defineModel({ name: 'own', version: '1', nodes: [item, place], relationships: [own] });
    expect(pattern.describe!(bindModel(model, options))).toMatch(/^Cypher can compute no relationship type/);
  });

  it.each([
    [classic, undefined],
    [
      supplyChain,
      'Cypher computes only MADE_AT. bulkgen sends CONSISTS_OF, SUPPLIES and the nodes as --method unwind does',
    ],
    [fraud, 'Cypher can compute no relationship type of the model. bulkgen sends all rows as --method unwind does'],
    [cmdb, 'Cypher can compute no relationship type of the model. bulkgen sends all rows as --method unwind does'],
  ])('says which relationships of %o it does not create itself', (model, note) => {
    expect(pattern.describe!(bindModel(model, options))).toBe(note);
  });
});
