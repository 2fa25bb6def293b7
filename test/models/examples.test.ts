import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { createGraph } from '../../src/export/create-graph.ts';
import { exportGraph } from '../../src/export/export-graph.ts';
import { builtInModels } from '../../src/model-loader/known-models.ts';
import { loadModel } from '../../src/model-loader/load-model.ts';
import { verifyFiles } from '../../src/verify/files/verify-files.ts';
import { makeTemporaryFolder } from '../setup/temporary-folder.ts';

const byName = (name: string) => builtInModels.find((model) => model.name === name)!;
const linksIn = (name: string, type: string, scale: number) =>
  createGraph({ model: byName(name), scale }).relationships.find((table) => table.name === type)!.links!;

/** The manifest of 2,000 nodes has the sha256 of every file. Another digest needs another version of the model. */
const digests = [
  ['social', '1.0.0', '7bb94f32e17bfa392178d795c8da933a20840a76d7ede33d750a8fb9b738d02a'],
  ['fraud', '1.0.0', '85bb5e429cb437800a7284a28ccaca534b2bd11636c2ff57b247a586f056d64e'],
  ['supply-chain', '1.0.0', '5382bd534b2208975a13c5648c7aff5ae7bedf4c68b57c9e5cd62846a3ebe30f'],
  ['classic', '1.0.0', '6a8f7620dfb1c0f649ed0434893245abc0cf1d9bda55e14fcd0754a69c25e9e4'],
] as const;

describe('an example model', () => {
  it.each(digests)('%s %s has the same bytes always', async (name, version, digest) => {
    const folder = await makeTemporaryFolder();
    const { manifest } = await exportGraph({ folder, model: byName(name), scale: 2_000 });
    expect(manifest.model).toEqual({ name, version });
    const text = await readFile(join(folder, 'manifest.json'));
    expect(createHash('sha256').update(text).digest('hex')).toBe(digest);
  });

  it('has an answer to each of its questions', () => {
    for (const model of builtInModels.slice(1)) {
      const graph = createGraph({ model, scale: 2_000 });
      for (const { question, answer } of model.queries ?? []) expect([question, answer(graph).length]).not.toContain(0);
    }
  });

  it.each([1, 2, 5, 20])('computes its answers without an error at %i nodes', (scale) => {
    for (const model of builtInModels) {
      const graph = createGraph({ model, scale });
      for (const { answer } of model.queries ?? []) expect(answer(graph).length).toBeLessThanOrEqual(5);
    }
  });
});

describe('the model fraud', () => {
  it('has circles of payments in its rings only', () => {
    const links = linksIn('fraud', 'SENT', 3_000);
    const rings = new Set(Array.from({ length: 15 }, (_, row) => links.source(row)));
    expect(rings.size).toBe(15);
    for (const member of rings) {
      let account = member;
      for (let step = 0; step < 5; step++) [account] = [...links.targetsOf(account)] as [number];
      expect(account).toBe(member);
    }
    // Every payment from outside the rings goes into a ring or to a lower number, so it is on no circle.
    for (let row = 15; row < links.rows; row++) {
      const [source, target] = [links.source(row), links.target(row)];
      expect(rings.has(source)).toBe(false);
      expect(target).toBeLessThan(source);
    }
  });
});

describe('the model supply-chain', () => {
  it('has no path of more than five steps', () => {
    const links = linksIn('supply-chain', 'CONSISTS_OF', 2_000);
    const depth = new Array<number>(links.sources).fill(0);
    for (let item = 0; item < links.sources; item++) {
      for (const part of links.targetsOf(item)) {
        expect(part).toBeLessThan(item);
        depth[item] = Math.max(depth[item]!, depth[part]! + 1);
      }
    }
    expect(Math.max(...depth)).toBe(5);
  });
});

describe('bulkgen init model', () => {
  async function enter(): Promise<string> {
    const before = process.cwd();
    const folder = await makeTemporaryFolder();
    process.chdir(folder);
    onTestFinished(() => process.chdir(before));
    return folder;
  }

  it.each(['starter', 'social', 'fraud', 'supply-chain', 'classic'])(
    'writes a model like %s that exports and verifies as it is',
    async (like) => {
      const folder = await enter();
      expect(await main(['init', 'model', `my-${like}`, '--like', like, '--quiet'])).toBe(0);
      const text = await readFile(join(folder, `my-${like}.ts`), 'utf8');
      expect(text).toContain("from 'bulkgen/model'");
      const model = loadModel(`./my-${like}.ts`);
      expect(model.name).toBe(`my-${like}`);
      await exportGraph({ folder: 'out', model, scale: 1_000 });
      await verifyFiles({ folder: 'out', depth: 'regenerate' });
    },
  );

  it('refuses to replace a file, and a name that cannot be one', async () => {
    await enter();
    expect(await main(['init', 'model', 'shop', '--quiet'])).toBe(0);
    expect(await main(['init', 'model', 'shop', '--quiet'])).toBe(2);
    expect(await main(['init', 'model', 'shop', '--force', '--quiet'])).toBe(0);
    expect(await main(['init', 'model', '../shop', '--quiet'])).toBe(2);
  });
});
