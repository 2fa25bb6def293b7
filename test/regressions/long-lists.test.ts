// Lists of a user's data were spread into the arguments of a call, which ends with a RangeError at some 120,000 of them.
import { expect, it } from 'vitest';
import type { ManifestTable } from '../../src/export/manifest.ts';
import { parseHeader } from '../../src/lint/header/parse-header.ts';
import { encodeTexts } from '../../src/model/encoded-texts.ts';
import { listExportFiles } from '../../src/snapshot/pack-export.ts';

const length = 200_000;

it('packs an export of very many files into a snapshot', () => {
  const header = { path: 'Server-header.csv', bytes: 1, sha256: '' };
  const parts = Array.from({ length }, (_, index) => ({ ...header, path: `Server-${index}.csv`, rows: 1 }));
  const table: ManifestTable = {
    kind: 'node',
    name: 'Server',
    labels: [],
    rows: length,
    properties: 0,
    columns: [],
    header,
    parts,
  };
  expect(listExportFiles('/export', { tables: [table] })).toHaveLength(length + 2);
});

it('reports every violation in a header with very many columns', () => {
  const cells = Array.from({ length }, () => 'name');
  const { violations } = parseHeader(cells, { kind: 'node', isCalendarVersion: false });
  expect(violations).toHaveLength(length - 1);
});

it('encodes a vocabulary of very many words', () => {
  const { blocksPerText, lengths } = encodeTexts(Array.from({ length }, (_, index) => `word ${index}`));
  expect({ blocksPerText, texts: lengths.length }).toEqual({ blocksPerText: 2, texts: length });
});
