import { expect, expectTypeOf, it } from 'vitest';
import { createGraph } from '../../src/export/create-graph.ts';
import { streamNodes, streamRelationships } from '../../src/export/stream-rows.ts';

async function collect<Row>(rows: AsyncIterable<Row>): Promise<readonly Row[]> {
  const all: Row[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

const graph = createGraph({ scale: 100, events: 3 });

it('streams the nodes of a label, with the types of its properties', async () => {
  const servers = await collect(streamNodes(graph, 'Server'));
  expect(servers.length).toBe(graph.table('Server').count);
  expect(servers[0]!.id).toBe('srv-0000000');
  expectTypeOf(servers[0]!.cpuCores).toBeNumber();
  const events = await collect(streamNodes(graph, 'Event', { first: 1 }));
  expect(events).toHaveLength(2);
});

it('streams the relationships of a type, with the ids of their nodes', async () => {
  const rows = await collect(streamRelationships(graph, 'LOCATED_IN', { end: 1 }));
  expect(rows).toMatchObject([{ startId: expect.stringMatching(/^dc-/), endId: expect.stringMatching(/^region-/) }]);
});

it('refuses a name of the other kind, and one that the graph does not have', () => {
  // @ts-expect-error: a type in place of a label
  expect(() => streamNodes(graph, 'RUNS_ON')).toThrow(/^Expected a label of the graph \(Region, .*\), got `RUNS_ON`$/);
  // @ts-expect-error: a label in place of a type
  expect(() => streamRelationships(graph, 'Server')).toThrow(/^Expected a relationship type of the graph \(.*\), got/);
});
