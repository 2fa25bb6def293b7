import { describe, expect, it } from 'vitest';
import { createGraph } from '../../src/export/create-graph.ts';
import { type Caller, callTogether } from '../../src/load/call-together.ts';
import { listLoadedTables } from '../../src/load/loaded-table.ts';
import type { Batch, PreparedBatch, Together } from '../../src/load/method.ts';
import { Patience } from '../../src/load/retry.ts';
import type { Database } from '../../src/neo4j/driver.ts';

const statement = { text: 'RETURN 1', parameters: {} };
const table = listLoadedTables(createGraph({ scale: 20 }))[0]!;
const batches: readonly PreparedBatch[] = [0, 1, 2].map((first) => ({ table, first, end: first + 1, statement }));
const together: Together = { batches: 3, inner: () => statement, call: () => statement };

/** A server whose calls give the answer, and a ledger whose first answer is lost on the way. */
function createCaller(answer: () => unknown, { committed }: { readonly committed: readonly number[] }) {
  const session = {
    run: async () => ({ records: [{ toObject: answer }] }),
    close: async () => {},
  };
  const asked: number[] = [];
  let lost = 0;
  const loseFirst = (): void => {
    if (lost++ === 0) throw Object.assign(new Error('lost'), { code: 'ServiceUnavailable' });
  };
  const tally = { statements: 0, retries: {} as Record<string, number> };
  const caller: Caller = {
    ...{ number: 0, tally, patience: new Patience(60), signal: undefined, onWarning: () => {} },
    database: { driver: { session: () => session }, connection: {} } as unknown as Database,
    ledger: {
      guard: () => statement,
      replaceLane: async () => {},
      assertOwned: async () => loseFirst(),
      async findEntry({ first, end }: Batch) {
        asked.push(first);
        loseFirst();
        return committed.includes(first) ? end : undefined;
      },
    },
  };
  return { caller, tally, asked };
}

describe('a call of several batches', () => {
  it('sends only those again that failed, although the connection is lost while the ledger says which', async () => {
    const { caller, tally, asked } = createCaller(() => ({ committed: 2n, errors: { deadlock: 1n } }), {
      committed: [0, 2],
    });
    expect(await callTogether(batches, caller, together)).toEqual([batches[1]]);
    expect(tally.retries).toEqual({ 'apoc.periodic.iterate': 1 });
    expect(asked).toEqual([0, 1, 2, 0]);
  });

  it('ends with the error of the server, although the connection is lost while the ledger says whose the load is', async () => {
    const refused = Object.assign(new Error('not allowed'), { code: 'Neo.ClientError.Security.Forbidden' });
    const { caller } = createCaller(
      () => {
        throw refused;
      },
      { committed: [] },
    );
    await expect(callTogether(batches, caller, together)).rejects.toBe(refused);
  });
});
