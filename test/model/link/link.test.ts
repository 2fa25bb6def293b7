import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportGraph } from '../../../src/export/export-graph.ts';
import { bindModel } from '../../../src/model/graph.ts';
import { findBusiest } from '../../../src/model/link/find-busiest.ts';
import { link } from '../../../src/model/link/link.ts';
import { exactly } from '../../../src/model/link/out-degrees.ts';
import { uniform } from '../../../src/model/link/weights.ts';
import { defineModel } from '../../../src/model/model.ts';
import { node } from '../../../src/model/node.ts';
import { verifyFiles } from '../../../src/verify/files/verify-files.ts';
import { makeTemporaryFolder } from '../../setup/temporary-folder.ts';
import { knows, person, post, social, wrote } from '../social.ts';
import { estimateExponent } from './estimate-exponent.ts';
import { expectAnswers } from './expect-answers.ts';

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
    for (let row = 0; row < links.rows; row++) expect(links.target(row)).toBeLessThan(links.source(row));
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
