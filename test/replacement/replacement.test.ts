import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { openJournal } from '../../src/replacement/journal.ts';
import { dropPrevious } from '../../src/replacement/previous.ts';
import { type Recovery, recoverUnlocked } from '../../src/replacement/recover.ts';
import { beginReplacement, type Replacement } from '../../src/replacement/replacement.ts';
import { replaceStore, type Step } from '../../src/replacement/run.ts';
import { settleStores, stop, swap, syncStore } from '../../src/replacement/steps.ts';
import { recordStaged } from '../../src/replacement/swap.ts';
import type { Files } from '../../src/system/files.ts';
import { localFiles } from '../../src/system/local-files.ts';
import type { Target } from '../../src/targets/target.ts';
import { makeTemporaryFolder } from '../setup/temporary-folder.ts';

/** The steps of an import, with a store of two small files in place of neo4j-admin's. */
const stage: Step = {
  name: 'import',
  async run(work) {
    for (const { staging } of work.journal.stores) {
      await work.target.files.makeFolder(staging);
      await work.target.files.write(join(staging, 'word'), 'new');
    }
    work.journal = { ...work.journal, stores: await recordStaged(work.target.files, work.journal.stores) };
  },
};
const start: Step = { name: 'start', run: ({ target }) => target.start() };
const steps = [stage, syncStore, stop, swap, start, settleStores];

/** Files whose n-th change, and every later one, throws, as if the process had been killed. */
function killAt(files: Files, call: number) {
  let calls = 0;
  const guard = <Args extends unknown[], Result>(work: (...args: Args) => Promise<Result>) => {
    return async (...args: Args): Promise<Result> => {
      if (++calls >= call) throw new Error('killed');
      return work(...args);
    };
  };
  const { rename, remove, removeEmpty, makeFolder, write } = files;
  return {
    hasEnded: () => calls >= call,
    files: {
      ...files,
      ...{ rename: guard(rename), remove: guard(remove), removeEmpty: guard(removeEmpty) },
      ...{ makeFolder: guard(makeFolder), write: guard(write) },
    },
  };
}

/** A machine with a data folder, and transaction logs in that folder or on another file system. */
describe.each(['in the data folder', 'on another file system'])('with transaction logs %s', (where) => {
  const isApart = where !== 'in the data folder';
  let dataFolder: string;
  let transactionFolder: string;
  let isRunning: boolean;

  /** A rename between the two file systems fails, as a real one does. */
  const machineFiles: Files = {
    ...localFiles,
    async inspect(path) {
      const state = await localFiles.inspect(path);
      return state && { ...state, device: deviceOf(path) };
    },
    async rename(from, to) {
      if (deviceOf(from) !== deviceOf(to)) throw new Error(`EXDEV ${from} ${to}`);
      await localFiles.rename(from, to);
    },
    sync: async () => {}, // no power cut is tested, so no test waits for the disk
  };

  function deviceOf(path: string): string {
    return isApart && path.startsWith(transactionFolder) ? 'logs' : 'data';
  }

  /** A server that creates an empty store where none exists, as Neo4j does. */
  function makeTarget(files: Files = machineFiles): Target {
    return {
      description: 'a server',
      ...{ dataFolder, transactionFolder, files },
      keepsRunning: false,
      isOwn: false,
      isRunning: async () => isRunning,
      assertStoreUnused: async () => {},
      connection: () => Promise.reject(new Error('no password here')),
      async stop() {
        isRunning = false;
      },
      async start() {
        isRunning = true;
        for (const folder of liveFolders()) {
          await mkdir(folder, { recursive: true });
          await writeFile(join(folder, 'word'), 'empty', { flag: 'wx' }).catch(() => {});
        }
      },
    } as Partial<Target> as Target;
  }

  const liveFolders = () => [join(dataFolder, 'databases', 'neo4j'), join(transactionFolder, 'neo4j')];

  async function makeStore(word: string): Promise<void> {
    for (const folder of liveFolders()) {
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, 'word'), word);
    }
  }

  /** The words in the two folders of the live store; `none` where a folder does not exist. */
  const readStore = (): Promise<readonly string[]> =>
    Promise.all(liveFolders().map((folder) => readFile(join(folder, 'word'), 'utf8').catch(() => 'none')));

  async function begin(files: Files = machineFiles, keepPrevious = false): Promise<Replacement> {
    const target = makeTarget(files);
    return beginReplacement({
      ...{ target, database: 'neo4j', keepPrevious, onProgress: undefined },
    });
  }

  const replace = (work: Replacement, more: readonly Step[] = []): Promise<void> =>
    replaceStore([...steps.slice(0, -1), ...more, settleStores], work, {});

  const recover = (files: Files = machineFiles): Promise<Recovery> => recoverUnlocked(makeTarget(files), 'neo4j');

  /** Whatever is left in the folders that bulkgen makes. */
  async function listTraces(): Promise<readonly string[]> {
    const found = await Promise.all(
      [dataFolder, transactionFolder].map((folder) => localFiles.list(join(folder, '.bulkgen'))),
    );
    return found.flat();
  }

  beforeEach(async () => {
    const folder = await makeTemporaryFolder();
    dataFolder = join(folder, 'data');
    transactionFolder = isApart ? join(folder, 'logs') : join(dataFolder, 'transactions');
    isRunning = true;
  });

  describe.each(['old', 'none'])('a replacement where the live store is `%s`', (before) => {
    beforeEach(async () => {
      await mkdir(dataFolder, { recursive: true });
      await mkdir(transactionFolder, { recursive: true });
      if (before === 'old') await makeStore('old');
    });

    it('makes the staged store the live one and leaves no trace', async () => {
      await replace(await begin());

      expect(await readStore()).toEqual(['new', 'new']);
      expect(await listTraces()).toEqual([]);
      expect(isRunning).toBe(true);
    });

    it('is undone or finished after a kill at any change of a file, even if the recovery is killed too', async () => {
      for (let call = 1; ; call++) {
        const { files, hasEnded } = killAt(machineFiles, call);
        const died = await replace(await begin(files)).then(
          () => undefined,
          (error: unknown) => error,
        );
        if (!hasEnded()) break;
        for (let again = 1; ; again += 2) {
          const second = killAt(machineFiles, again);
          await recover(second.files).catch(() => {});
          if (!second.hasEnded()) break;
        }
        const { outcome } = await recover();

        const [store, logs] = await readStore();
        expect({ call, outcome, store: store === logs, died: died !== undefined || store === 'new' }).toEqual({
          ...{ call, outcome: 'nothing', store: true, died: true },
        });
        // A server that runs without a store creates an empty one.
        expect(before === 'old' ? ['old', 'new'] : ['none', 'empty', 'new']).toContain(store);
        expect(isRunning).toBe(true);
        expect(await listTraces()).toEqual([]);
        if (before === 'old') await makeStore('old');
        else for (const folder of liveFolders()) await localFiles.remove(folder);
      }
    });

    it('is undone at once when a step before the last fails', async () => {
      const fail: Step = { name: 'verify', run: () => Promise.reject(new Error('counts differ')) };

      await expect(replace(await begin(), [fail])).rejects.toThrow('counts differ');

      expect(await readStore()).toEqual(before === 'old' ? ['old', 'old'] : ['empty', 'empty']);
      expect(await listTraces()).toEqual([]);
      expect(isRunning).toBe(true);
    });

    it('stays in place when its last step fails: the error says so, and the next recovery finishes it', async () => {
      const fail: Step = { ...settleStores, run: () => Promise.reject(new Error('busy')) };
      const work = await begin();

      await expect(replaceStore([...steps.slice(0, -1), fail], work, {})).rejects.toMatchObject({
        message: expect.stringMatching(/^busy\. The new store is in place and verified\. Only the clean-up/),
        hint: expect.stringContaining('bulkgen recover'),
      });

      expect(await readStore()).toEqual(['new', 'new']);
      expect(await recover()).toMatchObject({ outcome: 'finished' });
      expect(await listTraces()).toEqual([]);
    });

    it('restarts a server that was started meanwhile, even if stopping it fails late', async () => {
      isRunning = false;
      const work = await begin();
      const { stop: end } = work.target;
      const failLate = () => end().then(() => Promise.reject(new Error('late')));
      Object.assign(work.target, { stop: failLate });
      const startMeanwhile: Step = { name: 'meanwhile', run: () => work.target.start() };

      await expect(replaceStore([startMeanwhile, ...steps], work, {})).rejects.toThrow('late');

      expect(isRunning).toBe(true);
      expect(await listTraces()).toEqual([]);
    });

    it('leaves a stopped server stopped', async () => {
      isRunning = false;
      const fail: Step = { name: 'verify', run: () => Promise.reject(new Error('counts differ')) };
      await expect(replace(await begin(), [fail])).rejects.toThrow();
      expect({ isRunning, store: await readStore() }).toEqual({ isRunning: false, store: [before, before] });

      await replace(await begin());
      expect({ isRunning, store: await readStore() }).toEqual({ isRunning: false, store: ['new', 'new'] });
    });
  });

  it('restores a store that the running server created while the new one was staged', async () => {
    await mkdir(dataFolder, { recursive: true });
    const makeLate: Step = { name: 'late', run: () => makeStore('old') };
    const fail: Step = { name: 'verify', run: () => Promise.reject(new Error('counts differ')) };
    const work = await begin();

    await expect(replaceStore([stage, makeLate, syncStore, stop, swap, start, fail], work, {})).rejects.toThrow(
      'counts differ',
    );

    expect(await readStore()).toEqual(['old', 'old']);
    expect(await listTraces()).toEqual([]);
  });

  describe('a previous store that is kept', () => {
    beforeEach(async () => {
      await makeStore('old');
      await replace(await begin(machineFiles, true));
    });

    it('is recorded in the journal and survives a later replacement that fails', async () => {
      const target = makeTarget();
      const kept = await openJournal(target, 'neo4j').read();
      expect(kept).toMatchObject({ step: 'kept', database: 'neo4j' });
      const fail: Step = { name: 'verify', run: () => Promise.reject(new Error('counts differ')) };

      await expect(replace(await begin(), [fail])).rejects.toThrow();

      expect(await openJournal(target, 'neo4j').read()).toMatchObject({ step: 'kept', stores: kept!.stores });
      for (const { previous } of kept!.stores) expect(await readFile(join(previous, 'word'), 'utf8')).toBe('old');
    });

    it('is removed once a later replacement is verified', async () => {
      await replace(await begin());
      expect(await listTraces()).toEqual([]);
    });

    it('is left to the next replacement if it cannot be removed yet', async () => {
      const stuck = { ...machineFiles, remove: () => Promise.reject(new Error('busy')) };
      const target = { ...makeTarget(), runExclusively: <T>(work: () => Promise<T>) => work() };
      await replace(await begin(stuck));
      expect(await readStore()).toEqual(['new', 'new']);
      expect((await openJournal(target, 'neo4j').read())?.stores).toEqual([]);
      await expect(dropPrevious({ target })).rejects.toMatchObject({ code: 'nothing-kept' });

      await replace(await begin());
      expect(await listTraces()).toEqual([]);
    });

    it('is removed by dropPrevious', async () => {
      const target = { ...makeTarget(), runExclusively: <T>(work: () => Promise<T>) => work() };
      await dropPrevious({ target });
      expect({ traces: await listTraces(), store: await readStore() }).toEqual({ traces: [], store: ['new', 'new'] });
      await expect(dropPrevious({ target })).rejects.toMatchObject({ code: 'nothing-kept' });
    });
  });

  describe('a recovery', () => {
    /** Runs a replacement that is killed within the swap, when the old store is already in `previous`. */
    async function killWithinSwap(): Promise<void> {
      await makeStore('old');
      const { rename } = machineFiles;
      let isDead = false;
      const dying = new Proxy(machineFiles, {
        get: (files, name: keyof Files) => (isDead ? () => Promise.reject(new Error('killed')) : files[name]),
      });
      const files = {
        ...machineFiles,
        ...Object.fromEntries(
          (['write', 'remove', 'removeEmpty', 'makeFolder'] as const).map((name) => [
            name,
            (...args: [never, never]) => (dying[name] as (...args: unknown[]) => Promise<unknown>)(...args),
          ]),
        ),
        async rename(from: string, to: string) {
          if (isDead) throw new Error('killed');
          await rename(from, to);
          isDead = to.endsWith(join('previous', 'databases', 'neo4j'));
        },
      } as Files;
      await expect(replace(await begin(files))).rejects.toThrow('killed');
    }

    it('moves aside what a server created in the middle of a swap, and reports where', async () => {
      await killWithinSwap();
      await makeTarget().start();
      expect(await readStore()).toEqual(['empty', 'old']);

      const { outcome, aside } = await recover();

      expect(outcome).toBe('undone');
      expect(await readStore()).toEqual(['old', 'old']);
      expect(aside).toHaveLength(1);
      expect(await readFile(join(aside[0]!, 'word'), 'utf8')).toBe('empty');
    });

    it('moves nothing when the previous store is lost, and names its inode', async () => {
      await killWithinSwap();
      const journal = (await openJournal(makeTarget(), 'neo4j').read())!;
      await localFiles.remove(journal.stores[0]!.previous);

      await expect(recover()).rejects.toMatchObject({
        code: 'store-missing',
        message: expect.stringContaining(`inode ${journal.stores[0]!.before}`),
      });

      expect(await readStore()).toEqual(['none', 'old']);
      expect(await openJournal(makeTarget(), 'neo4j').read()).toEqual(journal);
    });

    it('refuses a journal whose paths are outside its own folders', async () => {
      await killWithinSwap();
      const path = join(dataFolder, '.bulkgen', 'neo4j', 'journal.json');
      const journal = await readFile(path, 'utf8');
      for (const elsewhere of [
        '/elsewhere/.bulkgen/neo4j/',
        join(dataFolder, '.bulkgen', 'neo4j', '../../databases/'),
      ]) {
        await writeFile(path, journal.replaceAll(join(dataFolder, '.bulkgen', 'neo4j/'), elsewhere));
        await expect(recover()).rejects.toMatchObject({
          code: 'journal-invalid',
          message: expect.stringContaining('got the journal of another store'),
        });
      }
      expect(await readStore()).toEqual(['none', 'old']);
    });

    it('undoes a replacement whose last journal entry could not be written', async () => {
      await makeStore('old');
      const { write } = machineFiles;
      const full = async (path: string, text: string): Promise<void> => {
        if (text.includes('"step": "settle"')) throw new Error('no space left');
        await write(path, text);
      };
      await expect(replace(await begin({ ...machineFiles, write: full }))).rejects.toThrow('no space left');
      expect({ store: await readStore(), traces: await listTraces(), isRunning }).toEqual({
        ...{ store: ['old', 'old'], traces: [], isRunning: true },
      });
    });

    it('starts the server even if something cannot be removed, and can be repeated', async () => {
      await makeStore('old');
      const fail: Step = { name: 'verify', run: () => Promise.reject(new Error('counts differ')) };
      const stuck = { ...machineFiles, remove: () => Promise.reject(new Error('busy')) };
      await expect(replace(await begin(stuck), [fail])).rejects.toThrow(/counts differ\. Then .*busy/);
      expect({ store: await readStore(), isRunning }).toEqual({ store: ['old', 'old'], isRunning: true });

      expect((await recover()).outcome).toBe('undone');
      expect(await listTraces()).toEqual([]);
    });

    it('refuses a journal that it cannot read, and names the file', async () => {
      await mkdir(join(dataFolder, '.bulkgen', 'neo4j'), { recursive: true });
      await writeFile(join(dataFolder, '.bulkgen', 'neo4j', 'journal.json'), '{"format":2}');
      await expect(recover()).rejects.toMatchObject({
        code: 'journal-invalid',
        message: expect.stringContaining('journal.json'),
      });
    });
  });
});
