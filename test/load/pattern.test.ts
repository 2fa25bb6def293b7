import { describe, expect, it } from 'vitest';
import { listLoadedTables } from '../../src/load/loaded-table.ts';
import { pattern } from '../../src/load/pattern.ts';
import { bindModel } from '../../src/model/graph.ts';
import classic from '../../src/models/classic.ts';
import { cmdb } from '../../src/models/cmdb/model.ts';
import fraud from '../../src/models/fraud.ts';
import supplyChain from '../../src/models/supply-chain.ts';

const options = { seed: 'test', scale: 1_000, asOfDay: 20_000 };
const graph = bindModel(classic, options);

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
    [classic, undefined],
    [supplyChain, 'Only MADE_AT has a pattern: CONSISTS_OF, SUPPLIES and the nodes are sent by --method unwind'],
    [fraud, 'No relationship of the model has a pattern, so all are sent by --method unwind'],
    [cmdb, 'No relationship of the model has a pattern, so all are sent by --method unwind'],
  ])('says which relationships of %o it does not create itself', (model, note) => {
    expect(pattern.describe!(bindModel(model, options))).toBe(note);
  });
});
