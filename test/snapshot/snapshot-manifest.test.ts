import { describe, expect, it } from 'vitest';
import { describeForm, formatQuestions, formatSnapshot } from '../../src/cli/output/snapshot.ts';
import { BulkgenError } from '../../src/errors.ts';
import { describeSnapshot } from '../../src/snapshot/describe-snapshot.ts';
import { listQuestions } from '../../src/snapshot/questions.ts';
import {
  formatSnapshotManifest,
  parseSnapshotManifest,
  type SnapshotManifest,
} from '../../src/snapshot/snapshot-manifest.ts';
import { exampleManifest } from '../export/example-manifest.ts';
import { malform } from '../setup/malform.ts';

const sha256 = 'a'.repeat(64);
const answers = [{ question: 'How many?', cypher: 'RETURN 1', rows: [{ n: 1, name: 'x' }] }];
const members = ['README.md', 'neo4j.dump', 'csv/manifest.json'].map((path) => ({ path, bytes: 1, sha256 }));
const shared = { format: 1, name: 'a', bulkgen: '0.1.0', neo4j: '5.26.30', answers, members } as const;
const counts = { nodes: 1, relationships: 0, properties: 2, indexes: 0 };
const content = { ...counts, labels: [['A', 1]], types: [], nodeDigest: sha256, relationshipDigest: sha256 } as const;

/** Anyone can seal a manifest, so each of these has a correct seal. */
function seal(value: unknown): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return `${JSON.stringify(value)}\n`;
  return formatSnapshotManifest(value as SnapshotManifest);
}

describe.each([
  ['an export', { ...shared, export: exampleManifest }],
  ['a database', { ...shared, content }],
])('the manifest of a snapshot of %s', (_, manifest) => {
  it('is read as it was written', () => {
    expect(parseSnapshotManifest(seal(manifest), 'x')).toEqual(manifest);
  });

  it('is refused as damaged, or can be described, whatever value is in any of its places', () => {
    const unexpected: string[] = [];
    for (const { place, value } of malform(manifest)) {
      try {
        const parsed = parseSnapshotManifest(seal(value), 'x');
        formatSnapshot({ path: 'x', bytes: 1, manifest: parsed });
        formatQuestions(listQuestions(parsed));
        describeSnapshot(parsed);
        describeForm(parsed);
      } catch (error) {
        if (!(error instanceof BulkgenError) || error.code !== 'snapshot-damaged')
          unexpected.push(`${place}: ${error}`);
      }
    }
    expect(unexpected).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['/members/0 = null', [null]],
    ['/members/0/path = 5', [{ path: 5, bytes: 1, sha256 }, ...members.slice(1)]],
  ])('is refused with %s', (_place, wrong) => {
    const text = seal({ ...manifest, members: wrong });
    expect(() => parseSnapshotManifest(text, 'x')).toThrow('its snapshot.json has missing or invalid fields');
  });

  it.each<[string, unknown]>([
    ['null', [null]],
    ['a row that is a text', [{ question: 'q', cypher: 'c', rows: ['x'] }]],
    ['a cell that is a list', [{ question: 'q', cypher: 'c', rows: [{ n: [] }] }]],
  ])('is refused with an answer that is %s', (_place, wrong) => {
    const text = seal({ ...manifest, answers: wrong });
    expect(() => parseSnapshotManifest(text, 'x')).toThrow('its snapshot.json has missing or invalid fields');
  });
});
