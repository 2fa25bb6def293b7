import { describe, expect, it, vi } from 'vitest';
import { BulkgenError } from '../../../src/errors.ts';
import { createGraph } from '../../../src/export/create-graph.ts';
import { estimateImport } from '../../../src/export/estimate-import.ts';
import { estimateRecords } from '../../../src/export/estimate-records.ts';
import { refuseTooLarge } from '../../../src/import/preflight/files.ts';
import {
  refuseEdition,
  refuseMemory,
  refuseSharedFolder,
  refuseSpace,
  refuseUnwritable,
} from '../../../src/import/preflight/machine.ts';
import { findProblems, refuse } from '../../../src/import/preflight/preflight.ts';
import type { Import } from '../../../src/import/sources/source.ts';
import { tablesOf } from '../../../src/model/record.ts';
import { localFiles } from '../../../src/system/local-files.ts';

const totals = { nodes: 500_000, relationships: 1_472_362, properties: 10_656_813, bytes: 113_700_000 };
const contents = { entries: 4_500_000, events: 50_000, hasIdMap: false };
const source = { estimate: estimateImport(totals, contents), groups: [] };
const target = {
  description: 'a server',
  dataFolder: '/data',
  transactionFolder: '/logs',
  edition: 'community',
  files: localFiles,
};

/** An import with the fields that its preconditions read. */
const make = (parts: object): Import => ({ source, settings: {}, ...parts }) as unknown as Import;
const withFiles = (files: object, more: object = {}): Import =>
  make({ target: { ...target, files: { ...localFiles, ...files }, ...more } });

describe('the estimate of an import', () => {
  it('covers the measured store of 500,000 configuration items (379 MB) and 256 MB of logs', () => {
    const { diskBytes } = source.estimate;
    expect(diskBytes).toBeGreaterThan(379e6 + 269e6 + 110e6);
    expect(diskBytes).toBeLessThan(1.5e9);
  });

  it('includes memory for the id map with string ids', () => {
    const large = { ...totals, nodes: 100_000_000 };
    const [actual, string] = [estimateImport(large, contents), estimateImport(large, { ...contents, hasIdMap: true })];
    expect(string.memoryBytes - actual.memoryBytes).toBeCloseTo(3.3 * 100_000_000, -2);
  });
});

describe('a precondition', () => {
  it.each([
    [
      'community',
      undefined,
      { relationships: 2 ** 35 + 1 },
      '34,359,738,368 relationships, which is what the store of Neo4j Community holds, got 34,359,738,369',
    ],
    [
      'community',
      'aligned',
      { nodes: 2 ** 35 + 1 },
      '34,359,738,368 nodes, which is what the store of Neo4j Community holds, got 34,359,738,369',
    ],
    [
      'enterprise',
      'standard',
      { nodes: 2 ** 35 + 1 },
      '34,359,738,368 nodes, which is what the store of Neo4j Community holds, got 34,359,738,369',
    ],
    [
      'enterprise',
      undefined,
      { nodes: 2 ** 48 + 1 },
      '281,474,976,710,656 nodes, which is what the store format block holds, got 281,474,976,710,657',
    ],
    ['enterprise', undefined, { nodes: 2 ** 48, relationships: 2 ** 50 }, undefined],
    ['community', undefined, { nodes: 2 ** 35, relationships: 2 ** 35, properties: 2 ** 38 }, undefined],
  ])('refuses more than the store holds: %s, format %s, %o', (edition, format, counts, text) => {
    const work = make({
      source: { counts: { ...totals, ...counts } },
      target: { ...target, edition },
      settings: { format },
    });
    const error = text && { code: 'scale-too-large', message: `Expected at most ${text}` };
    if (error) expect(() => refuseTooLarge(work)).toThrow(expect.objectContaining(error));
    else expect(() => refuseTooLarge(work)).not.toThrow();
  });

  it.each([
    [
      'community',
      7e9,
      /^Expected at most 68,719,476,736 property records, which is what .* Community holds, got about 7[34],\d/,
    ],
    ['community', 5e9, undefined],
    ['enterprise', 7e9, undefined],
  ])('refuses more property records than the store holds: %s, %d CIs', (edition, scale, message) => {
    const records = () => estimateRecords(tablesOf(createGraph({ scale })));
    const large = { counts: totals, bytes: 2.5e2 * scale, estimateRecords: records };
    const work = make({ source: large, target: { ...target, edition } });
    if (!message) return expect(() => refuseTooLarge(work)).not.toThrow();
    const hint = 'Make the graph smaller, or import it into Neo4j Enterprise with --format=block.';
    const error = { code: 'scale-too-large', message: expect.stringMatching(message), hint };
    expect(() => refuseTooLarge(work)).toThrow(expect.objectContaining(error));
  });

  it('does not count property records of files in which they would certainly fit', () => {
    const estimate = vi.fn();
    refuseTooLarge(make({ source: { counts: totals, bytes: 1e9, estimateRecords: estimate }, target }));
    expect(estimate).not.toHaveBeenCalled();
  });

  it('refuses too little disk space and reports how much is needed and free', async () => {
    const small = withFiles({ exists: async () => true, inspect: async () => ({ freeBytes: 5e6 }) });
    await expect(refuseSpace(small)).rejects.toMatchObject({
      code: 'no-space',
      message: expect.stringMatching(/Expected 1\.\d GB of free space in \/data of a server, got 5\.0 MB/),
    });
  });

  it('checks the space for transaction logs and stores separately when they are on two file systems', async () => {
    const free: Record<string, number> = { '/data': 1.2e9, '/logs': 3e8 };
    const files = {
      exists: async () => true,
      inspect: async (path: string) => ({ device: path, freeBytes: free[path] }),
    };
    await expect(refuseSpace(withFiles(files))).rejects.toMatchObject({
      code: 'no-space',
      message: expect.stringMatching(/Expected 318\.\d MB of free space in \/logs of a server, got 300\.0 MB/),
    });
    free['/logs'] = 3.2e8;
    await expect(refuseSpace(withFiles(files))).resolves.toBeUndefined();
  });

  it('refuses transaction logs in the folder of the store itself', () => {
    const shared = { live: '/data/databases/neo4j' };
    expect(() => refuseSharedFolder(make({ target, journal: { stores: [shared, shared] } }))).toThrow(
      /keep transaction logs apart from the stores, but both are in \/data\/databases\/neo4j/,
    );
    const logs = { live: '/data/transactions/neo4j' };
    expect(() => refuseSharedFolder(make({ target, journal: { stores: [shared, logs] } }))).not.toThrow();
  });

  it('refuses too little memory of a machine or a container', async () => {
    const files = { read: async () => 'MemTotal: 9 kB\nMemAvailable:  8000000 kB\n' };
    await expect(refuseMemory(withFiles(files))).resolves.toBeUndefined();
    await expect(refuseMemory(withFiles(files, { memoryLimit: 2 ** 28 }))).rejects.toMatchObject({
      code: 'no-memory',
      message: expect.stringMatching(/589 MiB of free memory for the importer, got 256 MiB/),
    });
  });

  it('refuses a folder that is not writable, also above a folder that does not exist yet', async () => {
    const journal = { stores: [{ live: '/data/databases/neo4j' }] };
    const files = {
      exists: async (path: string) => path === '/data',
      inspect: async () => ({ isWritable: false }),
    };
    await expect(refuseUnwritable(make({ target: { ...target, files }, journal }))).rejects.toMatchObject({
      code: 'target-unusable',
      message: 'Expected /data of a server to be writable for the user that runs the server',
    });
  });

  it('refuses an Enterprise format for Community', () => {
    const settings = { format: 'block' };
    expect(() => refuseEdition(make({ target, settings }))).toThrow(
      /Expected --format to be standard or aligned, got `block`/,
    );
    expect(() => refuseEdition(make({ target: { ...target, edition: 'enterprise' }, settings }))).not.toThrow();
    expect(() => refuseEdition(make({ target, settings: { format: 'aligned' } }))).not.toThrow();
  });
});

describe('the preflight', () => {
  const broken = {
    ...withFiles(
      {
        ...{ exists: async () => true, read: async () => 'MemAvailable: 1 kB\n' },
        inspect: async () => ({ freeBytes: 0, isWritable: false }),
      },
      { connection: () => Promise.reject(new BulkgenError('no-password', 'No password was given')) },
    ),
    journal: { stores: [{ live: '/data/databases/neo4j' }] },
    source: { ...source, input: { kind: 'csv', groups: [{ kind: 'node', labels: [], files: ['/a,b'] }] } },
    settings: { format: 'block' },
  } as unknown as Import;

  it('finds all problems together', async () => {
    const checkFiles = () => Promise.reject(new BulkgenError('file-differs', 'Expected another file'));
    const problems = await findProblems(broken, undefined, checkFiles);
    expect(problems.map(({ code }) => code)).toEqual([
      ...[
        'invalid-option',
        'invalid-option',
        'target-unusable',
        'no-password',
        'file-differs',
        'no-space',
        'no-memory',
      ],
    ]);
    expect(() => refuse(problems)).toThrow(expect.objectContaining({ code: 'not-ready', problems }));
  });

  it('throws a single problem as it is', () => {
    const problem = new BulkgenError('no-space', 'Expected more');
    expect(() => refuse([problem])).toThrow(problem);
    expect(() => refuse([])).not.toThrow();
  });
});
