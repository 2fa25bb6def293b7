import { describe, expect, it } from 'vitest';
import { answerAll } from '../../../src/export/answer-all.ts';
import { createGraph } from '../../../src/export/create-graph.ts';
import { listSections, nodeId, readNode } from '../../../src/model/answer.ts';
import type { Graph } from '../../../src/model/graph.ts';
import { createRecordReader } from '../../../src/model/record.ts';
import { findLinkFaults } from './find-link-faults.ts';

/** Every node as a plain row, with its number of relationships. */
function readAll(graph: Graph) {
  const degrees = new Map<number, number>();
  for (const table of graph.relationships) {
    const read = createRecordReader(table);
    for (let row = 0; row < table.count; row++) {
      for (const end of read(row).ends!) degrees.set(end, (degrees.get(end) ?? 0) + 1);
    }
  }
  return graph.nodes.flatMap(({ name, count, base }) =>
    Array.from({ length: count }, (_, number) => {
      return { row: readTexts(graph, name, number), label: name, degree: degrees.get(base + number) ?? 0 };
    }),
  );
}

type Row = ReturnType<typeof readAll>[number];

/** A row of which only texts are read. */
function readTexts(graph: Graph, label: string, number: number) {
  return readNode(graph, { label } as never, number) as Readonly<Record<string, string>>;
}

/** The ids of each kind that the rows themselves show to be dirty. */
function findDirt(rows: readonly Row[]) {
  const machines = rows.filter(({ label }) => label === 'Server' || label === 'VirtualMachine');
  const started = ({ row }: Row): number => Date.parse(row['lastBootAt']!);
  const newest = Math.max(...machines.map(started));
  const hosts = new Map<string, number>();
  const hostOf = ({ row }: Row): string => `${row['name']!.toLowerCase().split('.')[0]} ${row['ip']}`;
  for (const ci of machines) hosts.set(hostOf(ci), (hosts.get(hostOf(ci)) ?? 0) + 1);
  const isInfrastructure = ({ label }: Row): boolean =>
    ['Server', 'VirtualMachine', 'Container', 'Database'].includes(label);
  const idsOf = (found: readonly Row[]): readonly string[] => found.map(({ row }) => row['id']!).sort();
  return {
    orphan: idsOf(rows.filter((ci) => isInfrastructure(ci) && ci.degree === 0)),
    stale: idsOf(machines.filter((ci) => newest - started(ci) > 365 * 86_400_000)),
    duplicate: idsOf(
      machines.filter((ci) => hosts.get(hostOf(ci))! > 1 && ci.row['name'] !== hostOf(ci).split(' ')[0]),
    ),
  };
}

/** The ids of each kind by arithmetic. */
function listDirt(graph: Graph) {
  const ids: Record<string, string[]> = { orphan: [], stale: [], duplicate: [] };
  for (let place = 0; place < graph.dirty.count; place++) {
    const { kind, label, number } = graph.dirty.at(place);
    ids[kind]!.push(nodeId(graph, { label }, number));
  }
  for (const list of Object.values(ids)) list.sort();
  return ids;
}

describe('an estate with dirt', () => {
  it.each([
    [100, 1, 'bulkgen'],
    [1_000, 2, 'bulkgen'],
    [1_000, 2.5, 'another seed'],
    [1_000, 50, 'bulkgen'],
    [5_000, 10, 'another seed'],
  ])(
    'of %i CIs has exactly %d percent of it with seed %s, and the rows show the CIs that arithmetic names',
    (scale, dirt, seed) => {
      const graph = createGraph({ scale, dirt, seed });
      const rows = readAll(graph);

      expect(rows).toHaveLength(scale);
      expect(new Set(rows.map(({ row }) => row['id'])).size).toBe(scale);
      expect(graph.dirty.count).toBe(Math.round((scale * dirt) / 100));
      expect(Object.values(graph.dirty.kinds).reduce((sum, count) => sum + count, 0)).toBe(graph.dirty.count);
      expect(findDirt(rows)).toEqual(listDirt(graph));
      expect(new Set(rows.map(({ row }) => row['name'])).size).toBe(scale);
    },
  );

  it('shares the dirt among the kinds, with the remainder for the first ones', () => {
    expect(createGraph({ scale: 10_000, dirt: 2 }).dirty.kinds).toEqual({ orphan: 67, stale: 67, duplicate: 66 });
    expect(createGraph({ scale: 1_000, dirt: 0.1 }).dirty.kinds).toEqual({ orphan: 1, stale: 0, duplicate: 0 });
  });

  it('is the clean estate of the other CIs, with dirty ones after those of each class', () => {
    const dirty = createGraph({ scale: 2_000, dirt: 10 });
    const clean = createGraph({ scale: 1_800 });
    for (const [index, table] of clean.nodes.entries()) {
      const [read, readDirty] = [table, dirty.nodes[index]!].map(createRecordReader);
      for (let number = 0; number < table.count; number++) expect(readDirty!(number)).toEqual(read!(number));
    }
  });

  it('has no dirt that an event affects', () => {
    const { nodes, events } = createGraph({ scale: 1_000, dirt: 50 });
    const clean = createGraph({ scale: 500 });
    const cleanRecords = new Set(
      nodes.flatMap(({ base }, index) =>
        Array.from({ length: clean.nodes[index]!.count }, (_, number) => base + number),
      ),
    );
    for (let event = 0; event < events!.count; event++) expect(cleanRecords).toContain(events!.affected(event));
  });

  it('names the original of a duplicate, which differs in its id and the spelling of its name alone', () => {
    const graph = createGraph({ scale: 10_000, dirt: 2 });
    for (let place = 134; place < 200; place++) {
      const { label, number, original } = graph.dirty.at(place);
      const [copy, first] = [number, original!.number].map((of) => readTexts(graph, label, of));
      const spelled = copy!['name']!.toLowerCase().split('.')[0]!;
      expect({ ...copy, id: first!['id'], name: spelled }).toEqual(first);
      expect(copy!['name']).not.toBe(first!['name']);
    }
  });

  it('writes the row of a stale CI as it was 400 days ago', () => {
    const graph = createGraph({ scale: 1_000, dirt: 3 });
    const stale = graph.dirty.at(10);
    const row = readTexts(graph, stale.label, stale.number);

    expect(stale).toMatchObject({ kind: 'stale', label: 'VirtualMachine' });
    expect(row).toMatchObject({ status: 'OPERATIONAL', name: expect.stringMatching(String(stale.number)) });
    expect(String(row['createdOn']) < String(row['lastBootAt'])).toBe(true);
    expect(String(row['lastBootAt']) < '2024-11-28').toBe(true);
  });

  it.each([1_000, 5_000])('of %i CIs answers every question about its links by arithmetic', (scale) => {
    const graph = createGraph({ scale, dirt: 10, seed: 'links' });
    const countOf = (label: string): number => graph.nodes.find(({ name }) => name === label)!.count;
    for (const { type, from, to, links } of listSections(graph)) {
      const faults = findLinkFaults(links, {
        ...{ sources: countOf(from), targets: countOf(to) },
        isOneKind: from === to,
      });
      expect([type, from, to, ...faults]).toEqual([type, from, to]);
    }
  });

  it('asks about its dirt, and a clean one does not', () => {
    const [orphans, stale, duplicates] = answerAll(createGraph({ scale: 10_000, dirt: 2 })).slice(-3);

    expect(orphans!.rows[0]).toMatchObject({
      cis: 67,
      first: expect.stringMatching(/^ctr-/),
      last: expect.stringMatching(/^vm-/),
    });
    expect(stale!.rows[0]).toMatchObject({ cis: 67 });
    expect(duplicates!.rows[0]).toMatchObject({ cis: 66 });
    expect(JSON.stringify(answerAll(createGraph()))).not.toContain('orphans');
  });
});

describe('the share of dirt', () => {
  it.each([
    [{ dirt: 51 }, 'Expected --dirt to be a number from 0 to 50, got `51`'],
    [{ dirt: -1 }, 'Expected --dirt to be a number from 0 to 50, got `-1`'],
    [{ dirt: Number.NaN }, 'Expected --dirt to be a number from 0 to 50, got `NaN`'],
    [{ dirt: 0.01, scale: 1_000 }, 'Expected --dirt to make a node of 1000 wrong, got `0.01`'],
    [{ dirt: 2, scale: 99 }, 'Expected --scale to be at least 100 CIs with --dirt, got `99`'],
  ])('is refused in %j', (options, message) => {
    expect(() => createGraph(options)).toThrow(message);
  });
});
