import { mkdir, mkdtemp, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BulkgenError } from '../errors.ts';
import { withLock } from '../system/lock.ts';
import {
  formatIdentity,
  identifySelf,
  isAlive,
  type ProcessIdentity,
  parseIdentity,
} from '../system/process-identity.ts';
import { type FinishedParts, readFinishedParts } from './finished-parts.ts';
import { draftName, filesOf, findForeign, manifestName } from './manifest.ts';
import { parseManifest } from './parse-manifest.ts';
import { readManifestFile } from './read-manifest.ts';

/**
 * The files of an export are made in a hidden folder inside the output folder, and moved when all are there. Its
 * manifest is written last: from then on the move can be finished by anyone. Before that, the next export goes on with
 * what a killed one of the same plan has finished, and throws everything else away.
 */
const ownerName = 'owner';
const planName = 'plan.json';

export interface OutputDraft {
  /** Where the files are made. */
  readonly folder: string;
  /** What a killed export of the same plan had finished in it. */
  readonly finished: FinishedParts;
  /** Puts them in the place of the earlier export; the old one is whole until then. */
  publish(manifestText: string): Promise<void>;
  /** Takes the hidden folder away, unless its manifest was written: then the move is to be finished. */
  discard(): Promise<void>;
}

/**
 * Opens an output folder for an export of this plan, a text that names all that decides its files; made if need be.
 * Throws `foreign-folder` when it holds anything but an export (README.md and dot files apart), `export-running` when
 * another process is exporting into it.
 */
export async function openOutputFolder(out: string, plan: string): Promise<OutputDraft> {
  const fail = (cause: NodeJS.ErrnoException): never => {
    if (cause instanceof BulkgenError) throw cause;
    const hint = 'Choose another folder with --out, or free some space.';
    throw new BulkgenError('write-failed', `Could not write to the folder ${out}: ${cause.message}`, { hint, cause });
  };
  const folder = join(out, draftName);
  const finished = await claim(out, { folder, plan }).catch(fail);
  let complete = false;
  return {
    folder,
    finished,
    async publish(manifestText) {
      await writeDurably(folder, manifestText).catch(fail);
      complete = true;
      await moveInPlace(out, folder).catch(async (cause) => {
        await rm(join(folder, ownerName), { force: true }); // whoever comes next may finish it
        fail(cause);
      });
    },
    async discard() {
      if (!complete) await rm(folder, { recursive: true, force: true });
    },
  };
}

interface Draft {
  readonly folder: string;
  readonly plan: string;
}

/** One at a time: between a look at a dead export's folder and its taking over, another must not have taken it over. */
async function claim(out: string, draft: Draft): Promise<FinishedParts> {
  await mkdir(out, { recursive: true });
  return withLock(join(out, `${draftName}-lock`), () => claimAlone(out, draft));
}

async function claimAlone(out: string, { folder, plan }: Draft): Promise<FinishedParts> {
  if (!(await isResumable(folder, plan))) await finishOrClear(out, folder);
  await refuseForeignFiles(out);
  // The folder comes to be with its owner in it, so that nobody takes it for a dead one's.
  const claimed = await mkdtemp(join(out, `${draftName}-`));
  try {
    if (await isResumable(folder, plan)) await takeOver(folder, claimed);
    await writeFile(join(claimed, planName), plan);
    await writeFile(join(claimed, ownerName), formatIdentity(await identifySelf()));
    await rename(claimed, folder);
    return await readFinishedParts(folder, [ownerName, planName]);
  } catch (error) {
    await rm(claimed, { recursive: true, force: true });
    const { code } = error as NodeJS.ErrnoException;
    throw code === 'ENOTEMPTY' || code === 'EEXIST' ? refuseSecond(out, folder) : error;
  }
}

/** Whether a dead export of the same plan left its unfinished work. */
async function isResumable(folder: string, plan: string): Promise<boolean> {
  const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8').catch(() => '');
  return (await read(planName)) === plan && (await read(manifestName)) === '' && !(await findOwner(folder));
}

/**
 * Whoever is at work in the folder. One in another container cannot be seen and counts as dead, so that what a container
 * left that was killed is gone on with.
 */
async function findOwner(folder: string): Promise<ProcessIdentity | undefined> {
  const owner = parseIdentity(await readFile(join(folder, ownerName), 'utf8').catch(() => ''));
  return owner && (await isAlive(owner)) ? owner : undefined;
}

async function takeOver(folder: string, claimed: string): Promise<void> {
  await rm(claimed, { recursive: true });
  await rename(folder, claimed);
}

/** Finishes or clears what a dead export left. */
async function finishOrClear(out: string, folder: string): Promise<void> {
  const owner = await findOwner(folder);
  if (owner) throw refuseSecond(out, folder, owner.pid);
  // A manifest of another bulkgen, or a broken one, cannot be finished by this one.
  const text = await readFile(join(folder, manifestName), 'utf8').catch(() => undefined);
  if (text !== undefined && !isManifest(text)) await rm(folder, { recursive: true, force: true });
  await moveInPlace(out, folder);
}

function refuseSecond(out: string, folder: string, owner?: number): BulkgenError {
  const process = owner === undefined ? '' : ` (process ${owner})`;
  return new BulkgenError('export-running', `Another export is writing to ${out}${process}`, {
    hint: `Wait for it, choose another folder with --out, or remove ${folder} if no export is running.`,
  });
}

/** Moves a finished export out of the hidden folder; can be repeated after any interruption. */
async function moveInPlace(out: string, folder: string): Promise<void> {
  const path = join(folder, manifestName);
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text !== undefined) {
    const files = filesOf(parseManifest(text, path)).map((file) => file.path);
    const earlier = await readManifestFile(out).catch(() => undefined);
    for (const file of files) await rename(join(folder, file), join(out, file)).catch(ignoreMissing);
    for (const { path: old } of earlier ? filesOf(earlier) : []) {
      if (!files.includes(old)) await rm(join(out, old), { force: true });
    }
    await rename(path, join(out, manifestName));
    await syncFolder(out);
  }
  await rm(folder, { recursive: true, force: true });
}

async function refuseForeignFiles(out: string): Promise<void> {
  const earlier = await readManifestFile(out).catch(() => undefined);
  const [foreign] = findForeign(await readdir(out), earlier);
  if (foreign === undefined) return;
  throw new BulkgenError(
    'foreign-folder',
    `Expected ${out} to be empty or to hold an export only, found \`${foreign}\``,
    {
      hint: 'Nothing was changed. Choose another folder with --out, or move that away.',
    },
  );
}

// Renamed when it is on disk, so that a manifest is never there in part.
async function writeDurably(folder: string, manifestText: string): Promise<void> {
  const path = join(folder, `${manifestName}.part`);
  const file = await open(path, 'w');
  try {
    await file.writeFile(manifestText);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(path, join(folder, manifestName));
  await syncFolder(folder);
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function isManifest(text: string): boolean {
  try {
    parseManifest(text, manifestName);
    return true;
  } catch {
    return false;
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
