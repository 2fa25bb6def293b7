import type { Manifest } from '../../src/export/manifest.ts';

/** A manifest that is right in every field; its hashes are of nothing. */
export const exampleManifest: Manifest = {
  format: 1,
  model: { name: 'library', version: '0.1.0' },
  seed: 'test',
  scale: 5,
  asOf: '2026-01-01',
  ids: 'actual',
  events: 10,
  csv: { delimiter: ',', arrayDelimiter: ';', quote: '"', encoding: 'UTF-8' },
  totals: { nodes: 5, relationships: 2, properties: 12, bytes: 100 },
  tables: [
    {
      kind: 'node',
      name: 'Author',
      labels: ['Thing', 'Author'],
      rows: 5,
      properties: 10,
      columns: [':ID', 'id:string', 'name:string'],
      header: { path: 'Author-header.csv', bytes: 10, sha256: 'a'.repeat(64) },
      parts: [
        { path: 'Author-000.csv', rows: 3, bytes: 30, sha256: 'b'.repeat(64) },
        { path: 'Author-001.csv', rows: 2, bytes: 20, sha256: 'c'.repeat(64) },
      ],
    },
    {
      kind: 'relationship',
      name: 'WROTE',
      labels: ['WROTE'],
      rows: 2,
      properties: 2,
      columns: [':START_ID', ':END_ID', 'share:double'],
      header: { path: 'WROTE-header.csv', bytes: 15, sha256: 'd'.repeat(64) },
      parts: [{ path: 'WROTE-000.csv', rows: 2, bytes: 25, sha256: 'e'.repeat(64) }],
    },
  ],
};
