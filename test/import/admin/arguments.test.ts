import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../../src/export/manifest.ts';
import { formatArgumentFile, importArguments, refuseSettings } from '../../../src/import/admin/arguments.ts';
import { readFiles } from '../../../src/import/sources/export.ts';
import { exampleManifest } from '../../export/example-manifest.ts';

const places = {
  ...{ database: 'neo4j', version: '5.26.30' },
  ...{ reportFile: '/run/report', configFile: '/run/conf' },
};

describe('importArguments', () => {
  it('puts the database first and sets tolerance and strictness', () => {
    const args = importArguments(readFiles(exampleManifest, '/import'), places);

    expect(args.slice(0, 4)).toEqual(['database', 'import', 'full', 'neo4j']);
    expect(args).toEqual(expect.arrayContaining(['--strict=true', '--bad-tolerance=0', '--id-type=actual']));
    expect(args).toEqual(expect.arrayContaining(['--report-file=/run/report', '--additional-config=/run/conf']));
    expect(args).toEqual(expect.arrayContaining(['--delimiter=,', '--array-delimiter=;', '--quote="']));
  });

  it('names labels and types for files with record numbers, and the header before the parts', () => {
    const manifest = exampleManifest;
    const args = importArguments(readFiles(manifest, '/import'), places);

    for (const table of manifest.tables.filter(({ rows }) => rows > 0)) {
      const option = table.kind === 'node' ? '--nodes' : '--relationships';
      const files = [table.header, ...table.parts].map(({ path }) => `/import/${path}`);
      expect(args).toContain(`${option}=${table.labels.join(':')}=${files.join(',')}`);
    }
  });

  it('names no labels or types for files with string ids, which contain them', () => {
    const args = importArguments(readFiles({ ...exampleManifest, ids: 'string' }, '/import'), places);

    expect(args).toContain('--id-type=string');
    for (const arg of args.filter((each) => /^--(nodes|relationships)/.test(each))) {
      expect(arg).toMatch(/^--(nodes|relationships)=\/import\//);
    }
  });

  it('leaves out a table without rows', () => {
    const manifest = exampleManifest;
    const tables = manifest.tables.map((table, index) => (index === 0 ? { ...table, rows: 0 } : table));
    const empty: Manifest = { ...manifest, tables };

    expect(importArguments(readFiles(empty, '/import'), places).join()).not.toContain(tables[0]!.header.path);
  });

  it('passes an option of newer versions to those versions only', () => {
    const option = '--path-pattern-style=none';
    const versions = ['5.26.30', '2025.12.1', '2026.01.0', '2026.08.1'];
    const having = versions.filter((version) =>
      importArguments(readFiles(exampleManifest, '/import'), { ...places, version }).includes(option),
    );
    expect(having).toEqual(['2026.01.0', '2026.08.1']);
  });

  it('quotes file names for versions that read them as patterns', () => {
    const files = ['/csv (1)/a.csv', '/csv (1)/a.v1.csv', '/csv (1)/b (1).csv'];
    const groups = [{ kind: 'node', labels: [], files }] as const;
    const nodes = (version: string) => importArguments({ options: {}, groups }, { ...places, version }).at(-1);

    expect(nodes('5.26.30')).toBe(String.raw`--nodes=/csv (1)/a.csv,/csv (1)/a\.v1\.csv,/csv (1)/b \(1\)\.csv`);
    expect(nodes('2026.08.1')).toBe(`--nodes=${files.join(',')}`);
  });

  it('passes settings to the importer under their own names', () => {
    const settings = { threads: '2', format: 'aligned', 'high-parallel-io': undefined };
    const args = importArguments(readFiles(exampleManifest, '/import'), { ...places, settings });
    expect(args).toEqual(expect.arrayContaining(['--threads=2', '--format=aligned']));
    expect(args.join()).not.toContain('high-parallel-io');
  });

  it('passes options in a form that no path and no character encoding changes', () => {
    const options = { delimiter: '¿', quote: '"', 'multiline-fields': '/here/a.csv', 'multiline-fields-format': 'v2' };
    const settings = { 'additional-config': '/here/f', 'report-file': '/here/r' };
    const args = importArguments({ options, groups: [] }, { ...places, settings });
    expect(args.slice(4)).toEqual([
      '--additional-config=/run/conf',
      '--report-file=/run/report',
      '--strict=true',
      '--bad-tolerance=0',
      '--delimiter=U+00bf',
      '--quote="',
      '--multiline-fields=true',
    ]);
  });

  it.each(['0', '99999999999', '10001', '-1', 'all', ''])('refuses `%s` threads', (threads) => {
    const refused = expect.objectContaining({
      code: 'invalid-option',
      message: `Expected --threads to be a whole number from 1 to 10,000, got \`${threads}\``,
    });
    expect(() => refuseSettings({ threads })).toThrow(refused);
  });

  it.each(['foo', '', '0', '0%', '101%', '1.5g', '2GB', '1t', '-1', '9999999999g', '99999999999999999999'])(
    'refuses `%s` as a size of memory',
    (memory) => {
      const refused = expect.objectContaining({ code: 'invalid-option', message: expect.stringContaining(memory) });
      expect(() => refuseSettings({ 'max-off-heap-memory': memory })).toThrow(refused);
    },
  );

  it.each(['1', '10000000', '64k', '500m', '500M', '2G', '1%', '90%', '100%'])(
    'accepts `%s` as a size of memory',
    (memory) => {
      expect(() => refuseSettings({ threads: '10000', 'max-off-heap-memory': memory })).not.toThrow();
    },
  );
});

describe('formatArgumentFile', () => {
  it('quotes blanks, quotes, backslashes and hashes', () => {
    const text = formatArgumentFile(['a b', '--quote="', 'C:\\x', '#not a comment']);

    expect(text).toBe('"a b"\n"--quote=\\""\n"C:\\\\x"\n"#not a comment"\n');
  });
});
