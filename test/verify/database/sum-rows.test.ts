import { describe, expect, it } from 'vitest';
import { bindModel } from '../../../src/model/graph.ts';
import { describeGraph } from '../../../src/model-loader/graph-settings.ts';
import { cmdb } from '../../../src/models/cmdb/model.ts';
import { startThread } from '../../../src/threads/thread.ts';
import { addSums } from '../../../src/verify/database/row-sum.ts';
import { createRangeSummer, type RangeSum, type SumJob } from '../../../src/verify/database/sum-rows.ts';
import type { SumWorkerSettings } from '../../../src/verify/database/sum-worker.ts';
import { listVerifiedTables } from '../../../src/verify/database/verified-table.ts';

const graph = bindModel(cmdb, { seed: 'bulkgen', scale: 1_000, asOfDay: 20_454 }, 70);
const importer = new URL('../../../src/verify/database/run-sums.ts', import.meta.url).href;
const nowhere = { uri: 'bolt://127.0.0.1:1', username: 'neo4j', password: 'unused', database: 'neo4j' };

function expected(table: number, first: number, last: number): SumJob {
  return { side: 'expected', table, first, last, ends: 'record' };
}

describe('the sum of a table', () => {
  const sumHere = createRangeSummer(graph, {
    openDatabase: () => Promise.reject(new Error('Regenerated rows need no database.')),
    onRows: () => {},
  });

  it.each([...listVerifiedTables(graph).entries()].filter(([, { count }]) => count > 1))(
    'is the same in one range and in two: table %i',
    async (table, { count }) => {
      const whole = await sumHere(expected(table, 0, count - 1));
      const cut = Math.floor(count / 3);
      const [one, other] = [await sumHere(expected(table, 0, cut)), await sumHere(expected(table, cut + 1, count - 1))];
      expect(addSums(one.sum, other.sum)).toBe(whole.sum);
      expect(one.rows + other.rows).toBe(whole.rows);
    },
  );

  it('is the same in a thread, which rebuilds the graph and its events', async () => {
    const settings: SumWorkerSettings = { graph: describeGraph(graph)!, connection: nowhere };
    const thread = startThread<SumJob, RangeSum>(importer, 'sum-worker', { settings, onAdvance: () => {} });
    try {
      for (const [table, { count }] of listVerifiedTables(graph).entries()) {
        const job = expected(table, 0, count - 1);
        expect(await thread.run(job)).toEqual(await sumHere(job));
      }
      await expect(thread.run({ ...expected(0, 0, 9), side: 'found' })).rejects.toMatchObject({ code: 'unreachable' });
    } finally {
      await thread.end();
    }
  });
});
