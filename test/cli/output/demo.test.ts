import { describe, expect, it } from 'vitest';
import { formatAnswer, formatDemo } from '../../../src/cli/output/demo.ts';
import { answerQuestions } from '../../../src/snapshot/questions.ts';
import { readSnapshotManifest } from '../../../src/snapshot/read-snapshot.ts';
import { findSnapshot } from '../../../src/snapshot/snapshot-store.ts';
import { exampleStatus } from '../../doctor/example.ts';

it('prints the answer to a question as an aligned table', () => {
  const rows = [
    { class: 'Server', cis: 1_380 },
    { class: 'Microservice', cis: 98 },
  ];
  expect(formatAnswer({ question: 'How many?', cypher: 'RETURN 1', rows })).toBe(`How many?
RETURN 1
  class           cis
  Server        1,380
  Microservice     98
`);
});

it('says so where the answer is empty', () => {
  expect(formatAnswer({ question: 'Which?', cypher: 'RETURN 1', rows: [] })).toBe('Which?\nRETURN 1\n  nothing\n');
});

describe('formatDemo', async () => {
  const checks = [{ name: 'nodes', expected: 1_100, found: 1_100 }];
  const manifest = await readSnapshotManifest({ snapshot: findSnapshot('demo-small') });
  const demo = {
    given: 'demo-small',
    manifest,
    questions: answerQuestions(manifest),
    restored: { basis: 'model', checks, samples: 748 },
    seconds: 15,
    status: exampleStatus,
  } as const;

  it('fits onto a screen of 48 lines of 80 columns, with the counts in one line', () => {
    const lines = formatDemo({ ...demo, listsCounts: false }).split('\n');
    expect(lines[1]).toBe('All 1 counts match the manifest, and 748 sampled rows match their model.');
    expect(lines[2]).toBe("The graph is as of 2026-01-01: use date('2026-01-01') for today.");
    expect(lines[0]).toBe('demo-small restored in 15 s: 1,000 nodes and 2,422 relationships, and 100 events');
    const rows = lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 80)), 0);
    expect(rows).toBeLessThanOrEqual(48);
  });

  it('lists the counts on request', () => {
    expect(formatDemo({ ...demo, listsCounts: true })).toContain('nodes  1,100  of 1,100\n');
  });

  it('says how to stop and remove the server where it runs', () => {
    expect(formatDemo({ ...demo, listsCounts: false })).toMatch(
      /\nStop +bulkgen neo4j stop\nRemove +bulkgen demo --clean\n$/,
    );
    const status = { ...exampleStatus, container: 'bulkgen-neo4j-1' };
    expect(formatDemo({ ...demo, status, listsCounts: false })).toMatch(
      /\nStop +bulkgen neo4j stop --target docker\nRemove +bulkgen demo --clean --target docker\n$/,
    );
  });
});
