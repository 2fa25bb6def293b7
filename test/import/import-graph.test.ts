import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportGraph } from '../../src/export/export-graph.ts';
import { importGraph } from '../../src/import/import-graph.ts';
import { refusePaths } from '../../src/import/preflight/files.ts';
import { readFiles } from '../../src/import/sources/export.ts';
import type { Target } from '../../src/targets/target.ts';
import { exampleManifest } from '../export/example-manifest.ts';
import { makeTemporaryFolder } from '../setup/temporary-folder.ts';

/** The parts of a manifest that these tests change. */
interface ManifestDraft {
  model: object;
  readonly totals: { relationships: number };
  readonly tables: readonly { rows: number; readonly parts: readonly { rows: number }[] }[];
}

/** A target that must not be used: bulkgen refuses these inputs before. */
const untouched = new Proxy({ runExclusively: undefined } as unknown as Target, {
  get: (_target, name) => {
    throw new Error(`The import used ${String(name)} of the target`);
  },
});

describe('importGraph', () => {
  /** A small export with a changed manifest. */
  async function makeExport(change: (manifest: ManifestDraft) => void): Promise<string> {
    const out = await makeTemporaryFolder();
    await exportGraph({ folder: out, scale: 20 });
    const path = join(out, 'manifest.json');
    const manifest = JSON.parse(await readFile(path, 'utf8'));
    change(manifest);
    await writeFile(path, JSON.stringify(manifest));
    return out;
  }

  it('refuses to verify every row of third-party CSV', async () => {
    await expect(importGraph({ folder: 'csv', csv: {}, full: true, target: untouched })).rejects.toMatchObject({
      code: 'invalid-option',
      message: expect.stringContaining('--full'),
    });
  });

  it('refuses an export of some tables only', async () => {
    const folder = await makeTemporaryFolder();
    await exportGraph({ folder, scale: 60, tables: ['Server', 'RUNS_ON'] });

    await expect(importGraph({ folder, target: untouched })).rejects.toMatchObject({
      code: 'manifest-invalid',
      exitCode: 3,
      message: expect.stringContaining('all tables, but Region, DataCenter'),
      hint: expect.stringContaining('without --tables'),
    });
  });

  it.each([
    ['another version', { name: 'cmdb', version: '0.0.1' }, /cmdb 0\.0\.1; this bulkgen has cmdb/],
    ['another model', { name: 'shop', version: '1.0.0' }, /shop 1\.0\.0; this bulkgen knows cmdb/],
  ])('refuses files of %s', async (_what, model, message) => {
    const folder = await makeExport((manifest) => Object.assign(manifest, { model }));

    await expect(importGraph({ folder, target: untouched })).rejects.toMatchObject({
      code: 'invalid-model',
      message: expect.stringMatching(message),
    });
  });

  it.each(['', '..', 'system', 'Neo4j', 'a', '../other'])(
    'refuses `%s` as the name of a database',
    async (database) => {
      const folder = await makeTemporaryFolder();
      await expect(importGraph({ folder, target: untouched, database })).rejects.toMatchObject({
        code: 'invalid-option',
        message: expect.stringContaining(`\`${database}\``),
      });
    },
  );

  it.each(['/tmp/a,b', '/tmp/a=b'])(
    'refuses the folder `%s`, because neo4j-admin cannot read paths with that character',
    (folder) => {
      const source = { input: readFiles({ ...exampleManifest, ids: 'string' }, folder) };
      expect(() => refusePaths({ source })).toThrow(
        expect.objectContaining({ code: 'invalid-option', message: expect.stringContaining(folder) }),
      );
    },
  );
});
