import { appendFile, cp, mkdir, readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { exportGraph } from '../../src/export/export-graph.ts';
import { recordPart } from '../../src/export/finished-parts.ts';
import { openOutputFolder, refuseOutputFolder } from '../../src/export/output-folder.ts';
import { withLock } from '../../src/system/lock.ts';
import { library } from '../model/library.ts';
import { makeTemporaryFolder } from '../setup/temporary-folder.ts';
import { hashFolder } from './folder-content.ts';

const hidden = '.bulkgen-export';
/** Larger than any process id of an operating system. */
const deadProcess = String(2 ** 30);

/** The six files of a library and its manifest, in the order in which they are moved. */
const files = ['Author-header', 'Author-000', 'Book-header', 'Book-000', 'WROTE-header', 'WROTE-000'].map(
  (name) => `${name}.csv`,
);

function exportLibrary(out: string, seed: string) {
  return exportGraph({ folder: out, model: library, scale: 9, seed });
}

/** Leaves what an export into `out` leaves when it dies after it has moved so many files. */
async function interruptMove(out: string, finished: string, moved: number): Promise<void> {
  await cp(finished, join(out, hidden), { recursive: true });
  await writeFile(join(out, hidden, 'owner'), deadProcess);
  for (const file of files.slice(0, moved)) await rename(join(out, hidden, file), join(out, file));
}

describe('openOutputFolder', () => {
  it('creates the folder and its parents', async () => {
    const out = join(await makeTemporaryFolder(), 'some', 'where');
    const staging = await openOutputFolder(out, 'plan');
    expect(staging.folder).toBe(join(out, hidden));
    expect(await readdir(out)).toEqual([hidden]);
    await staging.discard();
    expect(await readdir(out)).toEqual([]);
  });

  it('removes any incomplete draft of a dead export', async () => {
    const out = await makeTemporaryFolder();
    await exportLibrary(out, 'old');
    const before = await hashFolder(out);
    await mkdir(join(out, hidden));
    await writeFile(join(out, hidden, 'owner'), deadProcess);
    await writeFile(join(out, hidden, 'Author-000.csv'), 'half a ro');
    await writeFile(join(out, hidden, 'manifest.json.part'), '{"format": 1,');
    const staging = await openOutputFolder(out, 'plan');
    expect(await readdir(staging.folder)).toEqual(['owner', 'plan.json']);
    await staging.discard();
    expect(await hashFolder(out)).toEqual(before);
  });

  it.each(['', 'no number', `${process.pid} 1\n`, `${process.pid} 1\n${hostname()}\n`])(
    'clears a folder whose owner file says `%s`',
    async (owner) => {
      const out = await makeTemporaryFolder();
      await mkdir(join(out, hidden));
      await writeFile(join(out, hidden, 'owner'), owner);
      const staging = await openOutputFolder(out, 'plan');
      expect((await readFile(join(staging.folder, 'owner'), 'utf8')).split('\n')).toEqual([
        expect.stringMatching(`^${process.pid} `),
        hostname(),
        '',
      ]);
      await staging.discard();
    },
  );

  describe('after an export that was killed', () => {
    const part = { bytes: 5, size: 5, sha256: 'f'.repeat(64), nulls: 0 };

    async function killExport(): Promise<string> {
      const out = await makeTemporaryFolder();
      const { folder } = await openOutputFolder(out, 'plan');
      for (const name of ['whole', 'short', 'unnoted']) {
        await writeFile(join(folder, `${name}.csv`), name.padEnd(5).slice(0, 5));
        if (name !== 'unnoted') await recordPart(folder, `${name}.csv`, part);
      }
      await truncate(join(folder, 'short.csv'), 3);
      await appendFile(join(folder, 'finished.jsonl'), '{"path":"cut');
      await writeFile(join(folder, 'owner'), deadProcess);
      return out;
    }

    it('keeps the recorded parts that are whole', async () => {
      const staging = await openOutputFolder(await killExport(), 'plan');
      expect([...staging.finished]).toEqual([['whole.csv', part]]);
      expect(await readdir(staging.folder)).toEqual(['finished.jsonl', 'owner', 'plan.json', 'whole.csv']);
      expect((await readFile(join(staging.folder, 'owner'), 'utf8')).split('\n')).toEqual([
        expect.stringMatching(`^${process.pid} `),
        hostname(),
        '',
      ]);
    });

    it('removes all parts when another plan is exported', async () => {
      const staging = await openOutputFolder(await killExport(), 'another plan');
      expect([...staging.finished]).toEqual([]);
      expect(await readdir(staging.folder)).toEqual(['owner', 'plan.json']);
    });

    it('lets one of several exports resume', async () => {
      const out = await killExport();
      const asked = await Promise.allSettled(Array.from({ length: 8 }, () => openOutputFolder(out, 'plan')));
      expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await readdir(out)).toEqual([hidden]);
    });
  });

  it.each([0, 1, 3, 5, 6])('finishes a move that was interrupted after %i files', async (moved) => {
    const [out, finished] = [await makeTemporaryFolder(), await makeTemporaryFolder()];
    await exportLibrary(finished, 'new');
    await exportLibrary(out, 'old');
    expect(await hashFolder(out)).not.toEqual(await hashFolder(finished));
    await interruptMove(out, finished, moved);
    const staging = await openOutputFolder(out, 'plan');
    await staging.discard();
    expect(await hashFolder(out)).toEqual(await hashFolder(finished));
  });

  it('finishes a move into an empty folder', async () => {
    const [out, finished] = [await makeTemporaryFolder(), await makeTemporaryFolder()];
    await exportLibrary(finished, 'new');
    await interruptMove(out, finished, 2);
    await (await openOutputFolder(out, 'plan')).discard();
    expect(await hashFolder(out)).toEqual(await hashFolder(finished));
  });

  it('refuses a folder into which a running process exports, and changes nothing', async () => {
    const out = await makeTemporaryFolder();
    await exportLibrary(out, 'old');
    const staging = await openOutputFolder(out, 'plan');
    await writeFile(join(staging.folder, 'Author-000.csv'), 'half');
    const before = await hashFolder(out);
    await expect(openOutputFolder(out, 'plan')).rejects.toMatchObject({
      code: 'export-running',
      message: `Another export is writing to ${out} (process ${process.pid})`,
      hint: expect.stringContaining(join(out, hidden)),
    });
    expect(await hashFolder(out)).toEqual(before);
    await staging.discard();
  });

  describe('when an export on another host owns the draft', () => {
    // The process id is that of a process on this host, and the start time that of none: neither says anything here.
    const owner = `${process.pid} 1\nother-host\n`;

    it.each(['plan', 'another plan'])('refuses the folder for the files `%s`, and changes nothing', async (plan) => {
      const out = await makeTemporaryFolder();
      await exportLibrary(out, 'old');
      const { folder } = await openOutputFolder(out, 'plan');
      await writeFile(join(folder, 'owner'), owner);
      const before = await hashFolder(out);
      await expect(openOutputFolder(out, plan)).rejects.toMatchObject({
        code: 'export-running',
        message: `Another export is writing to ${out} (process ${process.pid} on host other-host)`,
        hint: `Wait for that export, or choose another folder with --out. If process ${process.pid} no longer runs on other-host, remove ${join(folder, 'owner')}.`,
      });
      expect(await hashFolder(out)).toEqual(before);
    });

    it('resumes the draft once its owner file is removed', async () => {
      const out = await makeTemporaryFolder();
      const { folder } = await openOutputFolder(out, 'plan');
      const part = { bytes: 5, size: 5, sha256: 'f'.repeat(64), nulls: 0 };
      await writeFile(join(folder, 'whole.csv'), 'whole');
      await recordPart(folder, 'whole.csv', part);
      await writeFile(join(folder, 'owner'), owner);
      await rm(join(folder, 'owner'));
      expect([...(await openOutputFolder(out, 'plan')).finished]).toEqual([['whole.csv', part]]);
    });

    it('refuses the folder while an export on another host is claiming it', async () => {
      const out = await makeTemporaryFolder();
      const lock = join(out, `${hidden}-lock`);
      await writeFile(lock, owner);
      await expect(openOutputFolder(out, 'plan')).rejects.toMatchObject({
        code: 'export-running',
        message: `Another export is writing to ${out} (process ${process.pid} on host other-host)`,
        hint: expect.stringMatching(
          new RegExp(`If process ${process.pid} no longer runs on other-host, remove ${lock}\\.$`),
        ),
      });
      expect(await readFile(lock, 'utf8')).toBe(owner);
    });
  });

  it('gives the folder to one of several exports that ask at the same time', async () => {
    const out = await makeTemporaryFolder();
    const asked = await Promise.allSettled(Array.from({ length: 8 }, () => openOutputFolder(out, 'plan')));
    const refused = asked.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason.code] : []));
    expect(refused).toEqual(new Array(7).fill('export-running'));
    expect(await readdir(out)).toEqual([hidden]);
  });

  it('neither moves nor removes a draft while another export looks at it', async () => {
    for (const end of ['publish', 'discard'] as const) {
      const [out, finished] = [await makeTemporaryFolder(), await makeTemporaryFolder()];
      await exportLibrary(finished, 'new');
      const draft = await openOutputFolder(out, 'plan');
      await cp(finished, draft.folder, { recursive: true });
      const ending = await withLock(join(out, `${hidden}-lock`), async () => {
        const work = draft[end](await readFile(join(finished, 'manifest.json'), 'utf8'));
        await setTimeout(100);
        expect(await readdir(draft.folder)).toEqual(expect.arrayContaining(['owner', 'plan.json', ...files]));
        return { work };
      });
      await ending.work;
      expect(await readdir(out)).not.toContain(hidden);
    }
  });

  it('lets one of several exports that run at the same time win, and refuses the others clearly', async () => {
    for (let round = 0; round < 20; round++) {
      const out = await makeTemporaryFolder();
      const seeds = round % 2 === 0 ? ['a', 'a', 'a', 'a'] : ['a', 'b', 'c', 'd'];
      const asked = await Promise.allSettled(seeds.map((seed) => exportLibrary(out, seed)));
      const refused = asked.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []));
      for (const { code } of refused) expect(code).toMatch(/^export-(running|exists)$/);
      const won = seeds.filter((_, index) => asked[index]!.status === 'fulfilled');
      expect(new Set(won).size).toBe(1);
      const alone = await makeTemporaryFolder();
      await exportLibrary(alone, won[0]!);
      expect(await hashFolder(out)).toEqual(await hashFolder(alone));
    }
  });

  it('leaves a failed move to the next export', async () => {
    const [out, other] = [await makeTemporaryFolder(), await makeTemporaryFolder()];
    await exportLibrary(out, 'old');
    await exportLibrary(other, 'new');
    // A folder in the place of a file cannot be written over.
    await rm(join(out, 'Book-000.csv'));
    await mkdir(join(out, 'Book-000.csv', 'in the way'), { recursive: true });
    await expect(
      exportGraph({ folder: out, model: library, scale: 9, seed: 'new', force: true }),
    ).rejects.toMatchObject({
      code: 'write-failed',
      message: expect.stringContaining(out),
    });
    expect(await readdir(out)).toContain(hidden);
    await rm(join(out, 'Book-000.csv'), { recursive: true });
    await (await openOutputFolder(out, 'plan')).discard();
    expect(await hashFolder(out)).toEqual(await hashFolder(other));
  });

  it.each([
    ['is a file', 'file'],
    ['lies below a file', 'file/below'],
  ])('reports that it could not write when the path %s', async (_, path) => {
    const folder = await makeTemporaryFolder();
    await writeFile(join(folder, 'file'), 'mine');
    const out = join(folder, path);
    await expect(openOutputFolder(out, 'plan')).rejects.toMatchObject({
      code: 'write-failed',
      message: expect.stringContaining(`Could not write to the folder ${out}: `),
      hint: expect.stringContaining('--out'),
    });
    expect(await readFile(join(folder, 'file'), 'utf8')).toBe('mine');
  });
});

describe('refuseOutputFolder', () => {
  it('finds what would make an export fail, and changes nothing', async () => {
    const out = await makeTemporaryFolder();
    await refuseOutputFolder(join(out, 'new', 'folder'), () => {});
    await exportLibrary(out, 'old');
    await refuseOutputFolder(out, () => {});
    const refuse = () => {
      throw new RangeError('another export');
    };
    await expect(refuseOutputFolder(out, refuse)).rejects.toThrow('another export');
    await writeFile(join(out, 'thesis.txt'), 'mine');
    await expect(refuseOutputFolder(out, () => {})).rejects.toMatchObject({ code: 'foreign-folder' });
    // Not even root may enter a file.
    await expect(refuseOutputFolder(join(out, 'thesis.txt', 'below'), () => {})).rejects.toMatchObject({
      code: 'write-failed',
      hint: 'Choose another folder with --out, or make it writable.',
    });
  });
});
