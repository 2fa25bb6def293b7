import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createGraph } from '../../src/export/create-graph.ts';
import { exportGraph } from '../../src/export/export-graph.ts';
import { builtInModels } from '../../src/model-loader/known-models.ts';
import { loadModel } from '../../src/model-loader/load-model.ts';
import { verifyFiles } from '../../src/verify/files/verify-files.ts';
import { runCommand } from '../cli/commands/run-command.ts';
import { findCycles } from '../model/link/find-cycles.ts';
import { makeTemporaryFolder } from '../setup/temporary-folder.ts';

const byName = (name: string) => builtInModels.find((model) => model.name === name)!;
const linksIn = (name: string, type: string, scale: number) =>
  createGraph({ model: byName(name), scale }).relationships.find((table) => table.name === type)!.links!;

/** The manifest of 2,000 nodes has the sha256 of every file. Another digest needs another version of the model. */
const digests = [
  ['social', '1.0.0', '6020b33c98e39d211474388fa2898f38164bc5b14358b55ecef6c9eaa7e63991'],
  ['fraud', '1.0.0', '107063eec75639d864439ca77b54a3e758b44550442dfc10ffd3916e5ba5e993'],
  ['supply-chain', '1.0.0', '45023404a0699ae4fab38a5122121612b6e60d4bd55d82f920b97186058bab86'],
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
    expect(findCycles(links, 15).cyclic).toBe(0); // without the rows of the rings
    const others = Array.from({ length: links.rows - 15 }, (_, row) => links.source(row + 15));
    expect(others.filter((account) => rings.has(account))).toEqual([]);
    expect(Math.min(...rings)).toBeGreaterThan(0); // the members are anywhere
  });
});

describe('the model supply-chain', () => {
  it('has no path of more than five steps', () => {
    const links = linksIn('supply-chain', 'CONSISTS_OF', 2_000);
    expect(findCycles(links)).toEqual({ cyclic: 0, longest: 5 });
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
      expect((await runCommand('init', 'model', `my-${like}`, '--like', like, '--quiet')).exitCode).toBe(0);
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
    expect((await runCommand('init', 'model', 'shop', '--quiet')).exitCode).toBe(0);
    expect((await runCommand('init', 'model', 'shop', '--quiet')).exitCode).toBe(2);
    expect((await runCommand('init', 'model', 'shop', '--force', '--quiet')).exitCode).toBe(0);
    expect((await runCommand('init', 'model', '../shop', '--quiet')).exitCode).toBe(2);
  });
});
