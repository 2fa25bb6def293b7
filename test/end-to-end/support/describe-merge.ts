import { expect, it } from 'vitest';
import { clearGraph } from '../../../src/load/clear-graph.ts';
import { loadGraph } from '../../../src/load/load-graph.ts';
import { planLoad } from '../../../src/load/plan-load.ts';
import type { Database } from '../../../src/neo4j/driver.ts';
import type { Progress } from '../../../src/progress/progress.ts';
import { Stream } from '../../../src/random/stream.ts';
import { parallel } from '../../model/parallel.ts';
import { specimens } from '../../model/specimens.ts';

/** What others add to the graph and beside it. It stays. */
const additions = [
  'MATCH (n:Specimen) WITH n LIMIT 9 SET n.owner = "me", n:Mine',
  'MATCH ()-[r]->() WITH r LIMIT 9 SET r.checked = true',
  'MATCH (a:Specimen) WITH collect(a) AS nodes UNWIND nodes[..2] AS a UNWIND nodes[2..3] AS b CREATE (a)-[:LIKES]->(b)',
  'MATCH (a:Specimen) WITH a LIMIT 1 CREATE (a)-[:CAME_BEFORE]->(:Find {id: "find"})',
  'MATCH (n:Visit) WITH n LIMIT 1 CREATE (n)-[:VISITED]->(:Exhibit {id: "exhibit"})',
  'CREATE (:Specimen {id: "spec-003", note: "without the first label"}), (:Visit {id: "mine"})',
];

/** What makes the graph differ from its model. */
const damages = [
  'MATCH (n:Exhibit:Specimen) WITH n LIMIT 7 SET n.size = toFloat(n.size), n.note = "changed", n.soldOn = date()',
  'MATCH (n:Exhibit:Specimen) WITH n LIMIT 3 REMOVE n.age, n:Specimen',
  'MATCH (n:Visit)-[r:VISITED]->(b:Exhibit) WITH n, r, b LIMIT 2 DELETE r WITH n, b MATCH (c:Exhibit:Specimen) WHERE b <> c WITH n, c LIMIT 3 CREATE (n)-[:VISITED]->(c)',
  'MATCH ()-[r:CAME_BEFORE]->() WITH r LIMIT 5 SET r.by = duration("P1D")',
  'MATCH (n:Exhibit:Specimen) WITH n LIMIT 2 CREATE (n)-[:CAME_BEFORE]->(n)',
  'MERGE (n:Exhibit {id: "spec-007"}) SET n.size = "large"',
];

/** Tests of merges into a database that is empty before each of them: the main one, or all of them. */
export function describeMerge(open: () => Database, { complete }: { readonly complete: boolean }): void {
  /** Deletes half of the nodes or relationships `x`, which a seed chooses. */
  async function deleteHalf(pattern: '(x)' | '()-[x]->()', seed: string): Promise<void> {
    const stream = new Stream(seed);
    const { records } = await open().query<{ id: string }>(`MATCH ${pattern} RETURN elementId(x) AS id`);
    const ids = records.map((record) => record.get('id')).filter((_, index) => stream.chance(1, 2, index));
    const kind = pattern === '(x)' ? 'DETACH DELETE' : 'DELETE';
    await open().query(`MATCH ${pattern} WHERE elementId(x) IN $ids ${kind} x`, { ids });
  }

  /** Every node and relationship with its internal id and all that it has. */
  async function readAll(): Promise<string> {
    const rows: string[] = [];
    for (const text of [
      'MATCH (x) RETURN elementId(x) AS id, labels(x) AS names, properties(x) AS properties ORDER BY id',
      'MATCH ()-[x]->() RETURN elementId(x) AS id, type(x) AS names, properties(x) AS properties ORDER BY id',
    ]) {
      const { records } = await open().query(text);
      rows.push(...records.map((record) => JSON.stringify(record.toObject(), toJson)));
    }
    return rows.join('\n');
  }

  it('merges a graph with what the database has of it, and changes nothing the second time', async () => {
    const database = open();
    const choice = { database, model: specimens, scale: 60 };
    const { digests } = await loadGraph({ ...choice, depth: 'full' });
    await deleteHalf('(x)', 'nodes');
    await deleteHalf('()-[x]->()', 'relationships');
    for (const text of [...additions, ...damages]) await database.query(text);

    await expect(loadGraph(choice)).rejects.toMatchObject({
      code: 'ids-taken',
      hint: expect.stringContaining('--merge'),
    });
    const before = await readAll();
    const { existing } = await planLoad({ ...choice, merge: true });
    expect(await readAll()).toBe(before);
    expect(existing!.nodes).toBeGreaterThan(20);

    const removals: Progress[] = [];
    const onProgress = (progress: Progress): void => {
      if (progress.step === 'remove-surplus' && progress.done) removals.push(progress);
    };
    const work = { ...choice, merge: true, batchSize: 25, onProgress } as const;
    const { merged, ...result } = await loadGraph({ ...work, depth: 'full' });
    expect(removals).toMatchObject([{ completed: 59, total: 59, position: { number: expect.any(Number) } }]);
    expect(result.digests).toEqual(digests);
    expect(merged!.created).toBeGreaterThan(50);
    expect(merged!.changed).toBeGreaterThan(10);
    expect(merged!.removed).toBeGreaterThan(1);
    const after = await readAll();
    const kept = [
      '"owner":"me"',
      '"Mine"',
      '"checked":true',
      '"LIKES"',
      '"find"',
      '"exhibit"',
      'first label',
      '"mine"',
    ];
    for (const text of kept) expect(after).toContain(text);
    const again = await loadGraph({ ...choice, merge: true });
    expect(again.merged).toEqual({ created: 0, changed: 0, removed: 0 });
    expect(await readAll()).toBe(after);

    await database.query('MATCH ()-[r:LIKES]->() DELETE r');
    await database.query('MATCH (n) WHERE n.id IN ["find", "exhibit"] DETACH DELETE n');
    expect(await clearGraph(choice)).toMatchObject({ nodes: 120 });
    expect((await readAll()).split('\n')).toEqual([expect.stringContaining('id'), expect.stringContaining('id')]);
  });

  if (!complete) return;

  it('merges relationships that have the same ends, and needs no constraint of the model', async () => {
    const database = open();
    const choice = { database, model: parallel, scale: 8, batchSize: 5 };
    const { digests } = await loadGraph({ ...choice, depth: 'full' });
    await deleteHalf('()-[x]->()', 'lines');
    await database.query('MATCH ()-[r:LINE]->() WITH r LIMIT 3 SET r.colour = "green"');
    await database.query('MATCH (a)-[:LINE]->(b) WITH a, b LIMIT 1 UNWIND [1, 2, 3] AS _ CREATE (a)-[:LINE]->(b)');

    const { merged, ...result } = await loadGraph({ ...choice, merge: true, depth: 'full' });
    expect(result.digests).toEqual(digests);
    expect(merged!.created).toBeGreaterThan(0);
    expect(merged!.removed).toBeGreaterThan(0);
    const after = await readAll();
    expect((await loadGraph({ ...choice, merge: true })).merged).toEqual({ created: 0, changed: 0, removed: 0 });
    expect(await readAll()).toBe(after);
    expect((await database.query('SHOW CONSTRAINTS YIELD name')).records).toEqual([]);
  });

  it('merges a graph with itself at a smaller scale, also after an interruption', async () => {
    const choice = { database: open(), model: parallel, batchSize: 5, lanes: 1 };
    await loadGraph({ ...choice, scale: 6 });
    const controller = new AbortController();
    const onProgress = ({ table, completed }: Progress): void => {
      if (table === 'LINE' && completed > 0) controller.abort();
    };
    const work = { ...choice, scale: 8, merge: true } as const;
    const interrupted = loadGraph({ ...work, onProgress, signal: controller.signal });
    await expect(interrupted).rejects.toMatchObject({ code: 'interrupted' });
    await expect(loadGraph({ ...choice, scale: 8 })).rejects.toMatchObject({
      code: 'load-unfinished',
      hint: 'Finish the merge with --merge first.',
    });
    const { merged, resumed } = await loadGraph({ ...work, depth: 'full' });
    // Two stops and the lines of three are new. The lines from the last stop to the first are those of the smaller graph.
    expect({ resumed, ...merged }).toEqual({ resumed: true, created: 11, changed: 0, removed: 3 });
  });
}

function toJson(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
