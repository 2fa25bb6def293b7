import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportGraph } from '../../../src/export/export-graph.ts';
import { bindModel } from '../../../src/model/graph.ts';
import { findBusiest } from '../../../src/model/link/find-busiest.ts';
import { link } from '../../../src/model/link/link.ts';
import { degrees, exactly } from '../../../src/model/link/out-degrees.ts';
import { powerLaw, uniform } from '../../../src/model/link/weights.ts';
import { defineModel } from '../../../src/model/model.ts';
import { node } from '../../../src/model/node.ts';
import { verifyFiles } from '../../../src/verify/files/verify-files.ts';
import { makeTemporaryFolder } from '../../setup/temporary-folder.ts';
import { knows, person, post, social, wrote } from '../social.ts';
import { estimateExponent } from './estimate-exponent.ts';
import { expectAnswers } from './expect-answers.ts';
import { findCycles } from './find-cycles.ts';

const options = { seed: 'test', scale: 400, asOfDay: 20_000 };

describe('link', () => {
  const graph = bindModel(social, options);
  const [wroteTable, knowsTable] = graph.relationships;

  it('keeps its answers with the table', () => {
    for (const table of graph.relationships) expectAnswers(table.links!);
    expect(wroteTable!.links).toMatchObject({ rows: 300, sources: 100, targets: 300 });
  });

  it('gives each node of one end exactly one row', () => {
    for (let n = 0; n < 300; n++) expect(wroteTable!.links!.degree('target', n)).toBe(1);
    const owns = link('OWNS', { from: post, to: person, each: post });
    const [table] = bindModel(defineModel({ ...social, relationships: [owns] }), options).relationships;
    for (let n = 0; n < 300; n++) expect(table!.links!.degree('source', n)).toBe(1);
  });

  it('links nodes of one kind to others only, and without a cycle', () => {
    const links = knowsTable!.links!;
    const { cyclic, longest } = findCycles(links);
    expect(cyclic).toBe(0);
    expect(longest).toBeLessThan(16);
  });

  it('writes the record numbers of the nodes, and then the columns', () => {
    const written: unknown[] = [];
    wroteTable!.row(7, { ends: (...ends) => void written.push(...ends) });
    knowsTable!.row(7, { ends: (...ends) => void written.push(...ends), since: (day) => void written.push(day) });
    const { links } = knowsTable!;
    expect(written).toEqual([
      wroteTable!.links!.source(7),
      100 + wroteTable!.links!.target(7),
      ...[links!.source(7), links!.target(7), expect.any(Number)],
    ]);
  });

  it.each([0, 1, 2, 3, 15, 16, 17, 40])('has links at %i people', (people) => {
    const few = node('Few', { count: () => people });
    const model = defineModel({
      ...{ name: 'few', version: '1', nodes: [few, node('Rest', {})] },
      relationships: [link('LIKES', { from: few, to: few, out: exactly(2) })],
    });
    expectAnswers(bindModel(model, { ...options, scale: 50 }).relationships[0]!.links!);
  });

  it('has its busiest nodes anywhere, and others than another link has', () => {
    const out = degrees({ p50: 3, p90: 12, p99: 60 });
    const [first, second] = bindModel(
      defineModel({
        ...{ name: 'two', version: '1', nodes: [person, post] },
        relationships: ['READ', 'LIKED'].map((type) =>
          link(type, { from: person, to: post, out, in: powerLaw({ top: 0.05 }) }),
        ),
      }),
      { ...options, scale: 4_000 },
    ).relationships.map(({ links }) => links!);
    for (const side of ['source', 'target'] as const) {
      const busiest = [findBusiest(first!, side), findBusiest(second!, side)];
      expect(busiest).not.toContain(0);
      expect(busiest[0]).not.toBe(busiest[1]);
    }
    let same = 0;
    for (let node = 0; node < 1_000; node++)
      if (first!.degree('source', node) === second!.degree('source', node)) same++;
    expect(same).toBeLessThan(300); // all of them, before
  });

  it('gives its rows the nodes that they connect', () => {
    const seen: number[] = [];
    const wroteOwn = link('WROTE', {
      ...{ from: person, to: post, each: post },
      rows: ({ links }) => {
        seen.push(links.source(3), links.target(3));
        return () => {};
      },
    });
    const [table] = bindModel(defineModel({ ...social, relationships: [wroteOwn] }), options).relationships;
    expect(seen).toEqual([table!.links!.source(3), table!.links!.target(3)]);
  });

  it('refuses several kinds at one end, and says what to use', () => {
    const several = { from: [person, post], to: post, each: post } as unknown as Parameters<typeof link>[1];
    expect(() => link('LIKES', several)).toThrow(
      'Expected `from` of LIKES to be one kind of node, got a list. For several kinds at one end, use defineRelationship',
    );
  });

  it('gives people as many acquaintances as its shapes say', () => {
    const { links } = bindModel(social, { ...options, scale: 200_000 }).relationships[1]!;
    const known = new Float64Array(links!.targets);
    for (let row = 0; row < links!.rows; row++) known[links!.target(row)]!++;
    const exponent = estimateExponent([...known], 20);
    expect(exponent).toBeGreaterThan(1.9);
    expect(exponent).toBeLessThan(2.2);
    const most = links!.degree('target', findBusiest(links!, 'target')!);
    expect(most).toBe(Math.max(...known));
  });

  it('makes a graph that is exported and verified row by row', async () => {
    const folder = join(await makeTemporaryFolder(), 'social');
    await exportGraph({ folder, model: social, scale: 400 });
    await verifyFiles({ folder, model: social, depth: 'regenerate' });
  });

  it.each([
    [{}, 'to have either `each`, `out` or `connect`'],
    [{ each: post, out: exactly(1) }, 'to have either `each`, `out` or `connect`'],
    [{ out: exactly(1), tiers: 3 }, 'to have `tiers` only with `out` between nodes of one kind'],
    [{ to: person, out: exactly(1), tiers: 1 }, 'to have a whole number of `tiers` from 2 to 64, got `1`'],
    [{ each: post, in: uniform() }, 'with `each` to have `by` in place of `in`'],
    [{ out: exactly(1), by: uniform() }, 'with `out` to have `in` in place of `by`'],
    [{ each: node('Other', {}) }, 'to have `from` or `to` as its `each`'],
    [{ to: person, each: person }, 'between nodes of one kind to have `out: exactly(1)` in place of `each`'],
  ])('refuses %o', (given, message) => {
    expect(() => link('LIKES', { from: person, to: post, ...given })).toThrow(`Expected LIKES ${message}`);
  });

  it('is typed by its columns', () => {
    expect([wrote.type, knows.type, Object.keys(knows.columns)]).toEqual(['WROTE', 'KNOWS', ['since']]);
    link('LIKES', {
      from: person,
      to: post,
      each: post,
      columns: knows.columns,
      // @ts-expect-error: there is no such column
      rows: () => (n, cell) => cell.sinse(n),
    });
  });
});
