import { describe, expect, it } from 'vitest';
import { filesOf, formatManifest, type ManifestTable, sumTotals } from '../../src/export/manifest.ts';
import { exampleManifest } from './example-manifest.ts';

describe('formatManifest', () => {
  it('is JSON with two spaces and a line end', () => {
    const text = formatManifest(exampleManifest);
    expect(text).toMatch(/^{\n {2}"format": 1,\n/);
    expect(text.endsWith('}\n')).toBe(true);
    expect(JSON.parse(text)).toEqual(exampleManifest);
  });
});

describe('filesOf', () => {
  it('lists headers and parts in the order of the tables', () => {
    expect(filesOf(exampleManifest).map(({ path }) => path)).toEqual([
      'Author-header.csv',
      'Author-000.csv',
      'Author-001.csv',
      'WROTE-header.csv',
      'WROTE-000.csv',
    ]);
  });
});

describe('sumTotals', () => {
  it('adds up rows by kind, properties and the bytes of all files', () => {
    expect(sumTotals(exampleManifest.tables)).toEqual({ nodes: 5, relationships: 2, properties: 12, bytes: 100 });
  });

  it('is zero without tables', () => {
    const none: readonly ManifestTable[] = [];
    expect(sumTotals(none)).toEqual({ nodes: 0, relationships: 0, properties: 0, bytes: 0 });
  });
});
