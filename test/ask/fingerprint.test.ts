import { describe, expect, it } from 'vitest';
import { createFingerprint } from '../../src/ask/fingerprint.ts';
import { createGraph } from '../../src/export/create-graph.ts';
import { listAnswers } from '../../src/export/list-answers.ts';
import type { Model } from '../../src/model.ts';
import classic from '../../src/models/classic.ts';
import { cmdb } from '../../src/models/cmdb/model.ts';
import fraud from '../../src/models/fraud.ts';
import social from '../../src/models/social.ts';
import { readRows } from './brute-force.ts';
import { shop } from './shop-model.ts';

/** The fingerprint as a database computes it, in integers without a limit, from the ids of the rows. */
function fingerprint(rows: Iterable<readonly [from: bigint, to: bigint]>): number {
  let sum = 0n;
  for (const [from, to] of rows) {
    const x = (from * 48_271n + to * 16_807n) % (2n ** 31n - 1n);
    sum += (x * x) % 1_048_573n;
  }
  return Number(sum);
}

const large = createGraph({ model: { ...classic, name: 'large' }, scale: 2 ** 37 });

describe('the fingerprint of a relationship type', () => {
  it.each<readonly [string, Model]>([social, fraud, shop, cmdb].map((model) => [model.name, model]))(
    'follows from the ids of the rows of %s, with sections and without, and of events',
    async (_, model) => {
      const graph = createGraph({ model, scale: 700 });
      const recordOf = (id: string): bigint => {
        const [prefix, number] = id.split('-');
        const table = graph.nodes.find(({ context }) => context.ownId.prefix === prefix)!;
        return BigInt(table.base) + BigInt(number!);
      };
      const all = await readRows(graph);
      const answers = (await listAnswers(graph)).slice(model.queries?.length ?? 0);
      const { events } = graph;
      const affects = Array.from({ length: events?.count ?? 0 }, (_unused, event): readonly [bigint, bigint] => [
        BigInt(event),
        BigInt(events!.affected(event)),
      ]);
      expect(answers.map(({ rows: [row] }) => row)).toEqual([
        ...graph.relationships.map(({ name, count }) => {
          const rows = all.filter(({ type }) => type === name);
          return { rows: count, fingerprint: fingerprint(rows.map(({ from, to }) => [recordOf(from), recordOf(to)])) };
        }),
        ...(events ? [{ rows: events.count, fingerprint: fingerprint(affects) }] : []),
      ]);
    },
  );

  it('is exact for the largest record numbers', () => {
    const [table] = large.relationships;
    const [from, to] = ['Application', 'Server'].map((label) => large.nodes.find(({ name }) => name === label)!);
    const first = table!.count - 500;
    const ends = Array.from({ length: 500 }, (_, row): readonly [bigint, bigint] => [
      BigInt(from!.base + table!.links!.source(first + row)),
      BigInt(to!.base + table!.links!.target(first + row)),
    ]);
    expect(createFingerprint(large, table!)(first, table!.count)).toBe(fingerprint(ends));
  });

  it('is refused where it would not be exact, and left out for types with too many rows', async () => {
    await expect(listAnswers(large)).rejects.toMatchObject({ code: 'scale-too-large' });
    expect(await listAnswers(large, { mostRows: 1_000 })).toEqual([]);
  });

  it('names the kinds of both ends in its statement', async () => {
    const [dependsOn, runsOn] = await listAnswers(createGraph({ model: shop, scale: 50 }));
    expect(dependsOn!.cypher).toContain("(toInteger(b[1]) + CASE b[0] WHEN 'service' THEN 0 END)");
    expect(runsOn).toMatchObject({ question: 'What is the fingerprint of RUNS_ON?' });
    expect(runsOn!.cypher).toContain("(toInteger(a[1]) + CASE a[0] WHEN 'service' THEN 0 WHEN 'machine' THEN 20 END)");
  });
});
