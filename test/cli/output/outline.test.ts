import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { outlineFormats } from '../../../src/cli/output/outline.ts';
import { createGraph } from '../../../src/export/create-graph.ts';
import { outlineGraph } from '../../../src/model/outline-graph.ts';
import { library } from '../../model/library.ts';

const { version, ...rest } = library;
const indexed = {
  ...rest,
  version,
  schema: [
    { kind: 'constraint', name: 'thing_id', label: 'Thing', properties: ['id'] },
    { kind: 'index', name: 'book', label: 'Book', properties: ['genre', 'pages'] },
  ] as const,
};
const outline = outlineGraph(createGraph({ model: indexed, scale: 6 }));

describe('the outline of a graph', () => {
  it('is a table for reading', () => {
    expect(outlineFormats.table(outline)).toBe(`library 0.1.0: 20 nodes (Thing) and 18 relationships

Author: 6 nodes
  id      string
  name    string
  bornOn  date    optional

Book: 2 nodes
  id       string
  genre    string
  pages    int
  inPrint  boolean

Review: 12 nodes
  id          string
  stars       int
  affectedCi  string

WROTE: 6 relationships
  Author → Book
  share  double

REVIEWS: 12 relationships
  Review → Book
`);
  });

  it('calls the nodes what their model calls them, but for events', () => {
    const { events: _, ...withoutEvents } = library;
    const named = outlineGraph(createGraph({ model: { ...withoutEvents, noun: 'people' }, scale: 6 }));
    expect(outlineFormats.table(named)).toMatch(/^library 0\.1\.0: 8 people \(Thing\) and 6 relationships\n/);
    expect(outline.noun).toBe('nodes');
  });

  it('is JSON for programs', () => {
    expect(JSON.parse(outlineFormats.json(outline))).toEqual(outline);
  });

  it('is a diagram of Mermaid', () => {
    expect(outlineFormats.mermaid(outline)).toBe(`graph LR
  n0["Author (6)"]
  n1["Book (2)"]
  n2["Review (12)"]
  n0 -->|WROTE| n1
  n2 -->|REVIEWS| n1
`);
  });

  it('is Cypher that creates constraints and indexes, after comments with the patterns', () => {
    expect(outlineFormats.cypher(outline)).toBe(`// 6 (:\`Author\`)
// 2 (:\`Book\`)
// 12 (:\`Review\`)
// 6 (:\`Author\`)-[:\`WROTE\`]->(:\`Book\`)
// 12 (:\`Review\`)-[:\`REVIEWS\`]->(:\`Book\`)
CREATE CONSTRAINT \`thing_id\` IF NOT EXISTS FOR (n:\`Thing\`) REQUIRE n.\`id\` IS UNIQUE;
CREATE INDEX \`book\` IF NOT EXISTS FOR (n:\`Book\`) ON (n.\`genre\`, n.\`pages\`);
`);
  });

  it('is two tables of Markdown', () => {
    expect(outlineFormats.markdown(outline)).toBe(`| label | nodes | properties |
|---|---|---|
| Author | 6 | id (string), name (string), bornOn (date, optional) |
| Book | 2 | id (string), genre (string), pages (int), inPrint (boolean) |
| Review | 12 | id (string), stars (int), affectedCi (string) |

| type | relationships | from → to | properties |
|---|---|---|---|
| WROTE | 6 | Author → Book | share (double) |
| REVIEWS | 12 | Review → Book |  |
`);
  });

  it('is on the page of the built-in model, in Markdown', async () => {
    const page = await readFile(join(import.meta.dirname, '../../../src/models/cmdb/README.md'), 'utf8');
    expect(page).toContain(`\n\n${outlineFormats.markdown(outlineGraph(createGraph()))}`);
  });
});
