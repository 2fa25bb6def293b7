import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { exportGraph } from '../../src/export/export-graph.ts';
import { cmdb } from '../../src/models/cmdb/model.ts';
import { hashFolder } from './folder-content.ts';

/**
 * The promise "same seed, same bytes", held over time: the sha256 of every file at two scales, for the default seed.
 * When the model is meant to change, give it a new version and run `scripts/update-golden`. Commit the new hashes alone, with
 * the reason.
 */
const path = join(import.meta.dirname, '../golden/cmdb.json');
const scales = { small: 1_000, medium: 10_000 } as const;

interface Golden {
  readonly version: string;
  readonly files: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

async function readGolden(): Promise<Golden> {
  return JSON.parse(await readFile(path, 'utf8'));
}

describe('the bytes of the CMDB', () => {
  if (process.env['BULKGEN_UPDATE_GOLDEN'] === '1') {
    beforeAll(async () => {
      const files = Object.fromEntries(
        await Promise.all(
          Object.entries(scales).map(async ([name, scale]) => [name, await hashExport(scale)] as const),
        ),
      );
      await writeFile(path, `${JSON.stringify({ version: cmdb.version, files }, undefined, 2)}\n`);
    });
  }

  it('are written down for this version of the model', async () => {
    expect((await readGolden()).version).toBe(cmdb.version);
  });

  it.each(Object.entries(scales))('are the same as ever at scale %s', async (name, scale) => {
    expect(await hashExport(scale)).toEqual((await readGolden()).files[name]);
  });
});

async function hashExport(scale: number): Promise<Readonly<Record<string, string>>> {
  const out = await mkdtemp(join(tmpdir(), 'bulkgen-golden-'));
  try {
    await exportGraph({ folder: out, scale });
    return await hashFolder(out);
  } finally {
    await rm(out, { recursive: true });
  }
}
