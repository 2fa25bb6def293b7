import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createStaging, type Staging } from '../../src/import/staging.ts';
import { localFiles } from '../../src/target/local-files.ts';
import type { TargetFiles } from '../../src/target/target.ts';
import { makeTemporaryFolder } from '../temporary-folder.ts';

const kinds = ['databases', 'transactions'];

describe('createStaging', () => {
  let dataFolder: string;
  let stagingFolder: string;

  /** Puts a store there, known by its word. */
  async function makeStore(base: string, word: string): Promise<void> {
    for (const kind of kinds) {
      await mkdir(join(base, kind, 'neo4j'), { recursive: true });
      await writeFile(join(base, kind, 'neo4j', 'store'), word);
    }
  }

  /** The words of the live store's two folders, `none` where there is no folder. */
  async function readStore(): Promise<readonly string[]> {
    const read = (kind: string) => readFile(join(dataFolder, kind, 'neo4j', 'store'), 'utf8').catch(() => 'none');
    return Promise.all(kinds.map(read));
  }

  /** What every import begins with: what an earlier one left is undone, and the staging folder is empty. */
  async function open(files: TargetFiles = localFiles, database = 'neo4j'): Promise<Staging> {
    const staging = createStaging({ files, dataFolder }, database);
    if (await staging.isUnfinished()) await staging.undo();
    await staging.prepare();
    return staging;
  }

  /** The same files, but the n-th call of something that changes them throws, as a killed process would stop. */
  function breakAt(call: number): TargetFiles {
    let calls = 0;
    const guard = <Args extends unknown[], Result>(work: (...args: Args) => Promise<Result>) => {
      return async (...args: Args): Promise<Result> => {
        if (++calls === call) throw new Error('killed');
        return work(...args);
      };
    };
    const { rename, remove, makeFolder, write } = localFiles;
    return {
      ...localFiles,
      ...{ rename: guard(rename), remove: guard(remove), makeFolder: guard(makeFolder), write: guard(write) },
    };
  }

  beforeEach(async () => {
    dataFolder = join(await makeTemporaryFolder(), 'data');
    await mkdir(dataFolder);
    stagingFolder = join(dataFolder, '.bulkgen', 'neo4j', 'staging');
  });

  it('leads neo4j-admin and both directories into the staging folder', async () => {
    const { config } = await open();
    expect(config).toBe(
      `server.directories.data=${stagingFolder}\nserver.directories.transaction.logs.root=${stagingFolder}/transactions\n`,
    );
  });

  it('puts the staged store in the place of the live one, and leaves nothing else', async () => {
    await makeStore(dataFolder, 'old');
    const staging = await open();
    await makeStore(stagingFolder, 'new');

    await staging.swap();
    expect(await readStore()).toEqual(['new', 'new']);
    await staging.settle();

    expect(await readStore()).toEqual(['new', 'new']);
    expect((await readdir(dataFolder)).sort()).toEqual(['.bulkgen', ...kinds]);
    expect(await readdir(join(dataFolder, '.bulkgen'))).toEqual([]);
  });

  it.each(['old', undefined])('goes back to what was there (%s)', async (word) => {
    if (word) await makeStore(dataFolder, word);
    const staging = await open();
    await makeStore(stagingFolder, 'new');

    await staging.swap();
    await staging.undo();
    await staging.undo();

    expect(await readStore()).toEqual(word ? [word, word] : ['none', 'none']);
    expect(await readdir(join(dataFolder, '.bulkgen'))).toEqual([]);
  });

  it('has the old store whole again at the next import, wherever a swap was cut off', async () => {
    await cutEverywhere('swap', async () => {
      expect(await readStore()).toEqual(['old', 'old']);
    });
  });

  it('has the old store whole again wherever going back was cut off', async () => {
    await cutEverywhere('undo', async () => {
      expect(await readStore()).toEqual(['old', 'old']);
    });
  });

  it('never takes what is left of a dropped store for one to go back to', async () => {
    await cutEverywhere('settle', async (call) => {
      const word = call > 2 ? 'new' : 'old'; // the second change, a rename, decides
      expect(await readStore()).toEqual([word, word]);
    });
  });

  it('leaves the stores of other databases alone', async () => {
    await makeStore(dataFolder, 'old');
    const other = await open(localFiles, 'other');
    for (const kind of kinds)
      await mkdir(join(dataFolder, '.bulkgen', 'other', 'staging', kind, 'other'), { recursive: true });
    await other.swap(); // the first import of `other`, killed before it was settled

    await open();
    await open(localFiles, 'other');

    expect(await readStore()).toEqual(['old', 'old']);
  });

  /** Cuts the action off at its first, second … change of a file until it gets through; looks after the next import began. */
  async function cutEverywhere(
    action: 'swap' | 'undo' | 'settle',
    look: (call: number) => Promise<void>,
  ): Promise<void> {
    for (let call = 1, isCut = true; isCut; call++) {
      await localFiles.remove(dataFolder);
      await makeStore(dataFolder, 'old');
      const files = { current: localFiles };
      const staging = await open(delegate(files));
      await makeStore(stagingFolder, 'new');
      if (action !== 'swap') await staging.swap();
      files.current = breakAt(call);
      isCut = await staging[action]().then(
        () => false,
        () => true,
      );
      await open();
      await look(call);
    }
  }

  /** Files that can be exchanged for broken ones later. */
  function delegate(files: { current: TargetFiles }): TargetFiles {
    return {
      exists: (path) => files.current.exists(path),
      read: (path) => files.current.read(path),
      write: (path, text, mode) => files.current.write(path, text, mode),
      rename: (from, to) => files.current.rename(from, to),
      sync: (path) => files.current.sync(path),
      remove: (path) => files.current.remove(path),
      makeFolder: (path) => files.current.makeFolder(path),
    };
  }
});
