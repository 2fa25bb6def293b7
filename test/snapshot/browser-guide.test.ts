import { expect, it } from 'vitest';
import { answerAll } from '../../src/export/answer-all.ts';
import { graphOf } from '../../src/export/create-graph.ts';
import { formatGuide, formatStyle } from '../../src/snapshot/browser-guide.ts';
import { readSnapshotManifest } from '../../src/snapshot/read-snapshot.ts';
import type { SnapshotManifest } from '../../src/snapshot/snapshot-manifest.ts';
import { findSnapshot } from '../../src/snapshot/snapshot-store.ts';

const demo = await readSnapshotManifest({ snapshot: findSnapshot('demo-small') });
const counts = { nodes: 3, relationships: 2, properties: 0, indexes: 0, nodeDigest: '', relationshipDigest: '' };
const labels = [
  ['Person', 2],
  ['Two Words', 1],
] as const;
const ofDatabase: SnapshotManifest = {
  format: 1,
  name: 'a<b',
  bulkgen: '1.0.0',
  neo4j: '5.26.30',
  members: [],
  content: { ...counts, labels, types: [['KNOWS', 2]] },
};

it('has a slide for the counts and one for each question with its answers, with statements that run by a click', () => {
  const guide = formatGuide(demo);
  const answers = answerAll(graphOf(demo.export!));
  expect(guide.match(/<slide/g)).toHaveLength(1 + answers.length);
  for (const { question, rows } of answers) {
    expect(guide).toContain(`<h3>${question}</h3>`);
    for (const value of rows.flatMap((row) => Object.values(row))) expect(guide).toContain(` ${value}`);
  }
  expect(guide).toContain('class="pre-scrollable code runnable">MATCH path = (:Event)-[*1..3]-&gt;()');
  expect(guide).toContain("The graph is as of 2026-01-01: use date('2026-01-01') for today.");
  expect(guide).toContain('<code>supportGroup</code> of a CI is the <code>group</code> of its team.');
});

it('offers a picture of each answer but 0, and says how many paths it has at most', () => {
  const drawn = answerAll(graphOf(demo.export!)).filter(
    ({ picture, rows }) => picture !== undefined && rows.some((row) => Object.values(row).some((value) => value !== 0)),
  );
  const guide = formatGuide(demo);
  expect(guide.match(/As a picture/g)).toHaveLength(drawn.length);
  const limited = drawn.filter(({ picture }) => /LIMIT \d+$/.test(picture!));
  expect(guide.match(/As a picture \(at most \d+ paths\):/g)).toHaveLength(limited.length);
});

it('names no date and no owners of a graph that is not of a model', () => {
  expect(formatGuide(ofDatabase)).not.toMatch(/as of|ownerTeam|undefined/);
});

it('escapes the name of the snapshot', () => {
  expect(formatGuide(ofDatabase)).toContain('<h2>a&lt;b</h2><p>3 nodes and 2 relationships.</p>');
});

it('gives each label of a model a colour, and its nodes captions that fit into their circles', () => {
  const { nodes, events } = graphOf(demo.export!);
  const style = formatStyle(demo);
  const rules = [
    ...style.matchAll(
      /^node\.(\w+) \{\n {2}color: (#\w+);[^}]*\n {2}caption: "([^"]+)";\n {2}font-size: (\d+)px;\n\}/gm,
    ),
  ];
  expect(rules.map(([, label, , caption]) => [label, caption])).toEqual([
    ...nodes.map(({ name }) => [name, '{name}']),
    [events!.name, '{severity} {id}'],
  ]);
  expect(rules[0]![2]).toBe('#332288');
  expect(new Set(rules.map(([, , color]) => color)).size).toBe(rules.length);
  expect(style).toContain('diameter: 100px');
  const sizes = new Map(rules.map(([, label, , , size]) => [label, Number(size)]));
  expect([sizes.get('Server'), sizes.get('Event')]).toEqual([14, 14]);
  expect(sizes.get('Container')).toBeLessThan(10);
  expect([sizes.get('Microservice'), sizes.get('Change')]).toEqual([6, 7]);
  expect(style).toMatch(
    /^node\.Microservice \{\n {2}color: #B4DDD6;\n {2}border-color: #000000;\n {2}border-width: 5px;/m,
  );
});

it('omits labels that a style cannot name', () => {
  expect(formatStyle(ofDatabase).match(/^node\.\w+/gm)).toEqual(['node.Person']);
});
