import { describe, expect, it } from 'vitest';
import { BulkgenError } from '../../src/errors.ts';
import { formatManifest } from '../../src/export/manifest.ts';
import { parseManifest } from '../../src/export/parse-manifest.ts';
import { fitGraph } from '../../src/import/sources/export.ts';
import { library } from '../model/library.ts';
import { malform } from '../setup/malform.ts';
import { exampleManifest } from './example-manifest.ts';

type Json = { [key: string]: Json } & Json[];

/** The example's text with one field changed, or removed if the value is undefined. */
function change(field: string, value: unknown): string {
  const manifest = JSON.parse(formatManifest(exampleManifest)) as Json;
  const keys = field.split('.');
  const last = keys.pop()!;
  const parent = keys.reduce((at, key) => at[key]!, manifest) as Record<string, unknown>;
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return JSON.stringify(manifest);
}

function refusal(text: string): BulkgenError {
  try {
    parseManifest(text, 'data/manifest.json');
  } catch (error) {
    if (error instanceof BulkgenError) return error;
    throw error;
  }
  throw new Error(`Expected a refusal of ${text}`);
}

describe('parseManifest', () => {
  it('reads what formatManifest wrote', () => {
    expect(parseManifest(formatManifest(exampleManifest), 'manifest.json')).toEqual(exampleManifest);
  });

  it.each<[field: string, wrong: readonly unknown[]]>([
    ['format', [undefined, 0, 2, '1', null]],
    ['model.name', [undefined, '', 7]],
    ['model.version', [undefined, '', 1]],
    ['model.package', [null, '', 5]],
    ['model.files', [null, {}, [], [5], [{ path: '../social.ts', sha256: '0'.repeat(64) }], [{ path: 'social.ts' }]]],
    ['seed', [undefined, 7, null]],
    ['scale', [undefined, -1, 1.5, '1000', null, 2 ** 53]],
    ['dirt', [0, -1, 51, '2', null]],
    ['asOf', [undefined, '2026-02-30', 'today', 20_454]],
    ['ids', [undefined, 'integer', '']],
    ['events', [undefined, -1, '5']],
    ['csv.delimiter', [undefined, '', ',,', 44]],
    ['csv.arrayDelimiter', [undefined, '']],
    ['csv.quote', [undefined, '""']],
    ['totals.nodes', [undefined, -5, '5']],
    ['totals.relationships', [undefined, 0.5]],
    ['totals.properties', [undefined, null]],
    ['totals.bytes', [undefined, [100]]],
    ['tables.0.kind', [undefined, 'edge', 'nodes']],
    ['tables.0.name', [undefined, '', 'a b', 'A`', '../x']],
    ['tables.0.labels.1', ['', 'a:b', 7]],
    ['tables.1.rows', [undefined, -1, '2']],
    ['tables.1.properties', [undefined, 1.5]],
    ['tables.0.columns.2', ['', null]],
    ['tables.0.header.path', [undefined, '', '../x.csv', '/etc/x.csv', 'a/b.csv', '.x.csv', 'README.md', '-x.csv']],
    ['tables.0.header.bytes', [undefined, -1]],
    ['tables.0.header.sha256', [undefined, 'a'.repeat(63), 'A'.repeat(64), 'g'.repeat(64)]],
    ['tables.0.parts.1.path', [undefined, '..', 'manifest.json', 'a\\b.csv', 'a b.csv', 7]],
    ['tables.0.parts.1.rows', [undefined, '2']],
    ['tables.0.parts.1.bytes', [undefined, null]],
    ['tables.0.parts.1.sha256', [undefined, '']],
  ])('names the field %s when it is wrong, with what was found', (field, wrong) => {
    const shown = field.replaceAll(/\.(\d+)/g, '[$1]');
    for (const value of wrong) {
      const { code, message, hint } = refusal(change(field, value));
      expect(code).toBe('manifest-invalid');
      expect(message).toContain(`Expected \`${shown}\` of data/manifest.json to be `);
      expect(message).toContain(`got \`${JSON.stringify(value) ?? (field === 'format' ? 'undefined' : 'nothing')}\``);
      expect(hint).toContain('bulkgen export');
    }
  });

  it.each([
    ['tables', undefined],
    ['tables', []],
    ['tables', { 0: 'x' }],
    ['tables.0.labels', []],
    ['tables.0.columns', 'id'],
    ['tables.1.parts', []],
    ['tables.1.parts', undefined],
  ])('asks for a list with elements in %s', (field, value) => {
    const shown = field.replaceAll(/\.(\d+)/g, '[$1]');
    expect(refusal(change(field, value)).message).toBe(
      `Expected \`${shown}\` of data/manifest.json to be a list with at least one element`,
    );
  });

  it.each(['model', 'csv', 'totals', 'tables.0', 'tables.0.header', 'tables.1.parts.0'])(
    'names a field of %s when that is not an object',
    (field) => {
      for (const value of [null, 7, 'text']) {
        expect(refusal(change(field, value)).message).toContain(`${field.replaceAll(/\.(\d+)/g, '[$1]')}.`);
      }
    },
  );

  it.each([
    ['totals.nodes', 6, "Expected `totals.nodes` of data/manifest.json to be the tables' sum 5, got `6`"],
    [
      'totals.relationships',
      1,
      "Expected `totals.relationships` of data/manifest.json to be the tables' sum 2, got `1`",
    ],
    ['totals.properties', 11, "Expected `totals.properties` of data/manifest.json to be the tables' sum 12, got `11`"],
    ['totals.bytes', 99, "Expected `totals.bytes` of data/manifest.json to be the tables' sum 100, got `99`"],
    ['tables.0.parts.0.rows', 4, 'Expected the parts of Author in data/manifest.json to have 5 rows, got `6`'],
    [
      'tables.1.parts.0.path',
      'Author-000.csv',
      'Expected each file once in data/manifest.json, got `Author-000.csv` twice',
    ],
  ])('refuses what does not agree: %s of %s', (field, value, message) => {
    expect(refusal(change(field, value)).message).toBe(message);
  });

  it.each(['', '{', 'format: 1', '{"format": 1,}', '\u0000'])('says that %j is not JSON', (text) => {
    const error = refusal(text);
    expect(error.message).toMatch(/^data\/manifest\.json is not valid JSON: /);
    expect(error.cause).toBeInstanceOf(SyntaxError);
  });

  it.each(['null', '[]', '7', '"text"', '{}'])('asks for a format in %s', (text) => {
    expect(refusal(text).message).toBe('Expected `format` of data/manifest.json to be 1, got `undefined`');
  });
});

it('refuses a manifest, or reads one that can be used, whatever value is in any of its places', () => {
  const unexpected: string[] = [];
  for (const { place, value } of malform(JSON.parse(formatManifest(exampleManifest)))) {
    try {
      fitGraph(parseManifest(JSON.stringify(value), 'manifest.json'), library);
    } catch (error) {
      if (!(error instanceof BulkgenError)) unexpected.push(`${place}: ${error}`);
    }
  }
  expect(unexpected).toEqual([]);
});
