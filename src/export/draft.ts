// A draft belongs to the process that its owner file names. The draft of a dead process is resumed or removed.
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { BulkgenError } from '../errors.ts';
import { type LockHolder, withLock } from '../system/lock.ts';
import { makeFolder } from '../system/make-folder.ts';
import { formatSelf, type HostProcess } from '../system/process-identity.ts';
import { type FinishedParts, readFinishedParts } from './finished-parts.ts';
import { draftName, manifestName } from './manifest.ts';
import { finishOrRemoveDraft } from './publish-draft.ts';
import { findOwner, ownerName, planName } from './unfinished-export.ts';

interface DraftClaim {
  readonly out: string;
  readonly folder: string;
  /** A text with every setting on which the bytes of the draft depend. */
  readonly files: string;
  /** Throws when the output folder must not be written to. */
  readonly refuse: () => Promise<void>;
}

/**
 * Makes this process the owner of the draft, after it has finished or cleared what a dead export left. Returns the parts
 * that a dead export of the same files had finished. Throws `export-running` when the owner is another process.
 */
export async function claimDraft(claim: DraftClaim): Promise<FinishedParts> {
  await makeFolder(claim.out);
  return withDraftLock(claim.out, () => claimAlone(claim));
}

/**
 * One process at a time: while one looks at a draft and claims it, no other takes it over, publishes or removes it. Throws
 * `export-running` while a process of another host holds the lock.
 */
export async function withDraftLock<T>(out: string, work: () => Promise<T>): Promise<T> {
  return withLock(join(out, `${draftName}-lock`), work, {
    whenHeld: (holder) => (holder.host === hostname() ? undefined : refuseOtherHost(out, holder)),
  });
}

/** Gives the draft up, so that the next export can finish it while this process is still running. */
export async function releaseDraft(folder: string): Promise<void> {
  await rm(join(folder, ownerName), { force: true });
}

async function claimAlone({ out, folder, files, refuse }: DraftClaim): Promise<FinishedParts> {
  if (!(await isResumable(folder, files))) await finishOrClear(out, folder);
  await refuse();
  // The draft appears with its owner in it, so that no process takes it for that of a dead one.
  const claimed = await mkdtemp(join(out, `${draftName}-`));
  try {
    if (await isResumable(folder, files)) await takeOver(folder, claimed);
    await writeFile(join(claimed, planName), files);
    await writeFile(join(claimed, ownerName), await formatSelf());
    await rename(claimed, folder);
    return await readFinishedParts(folder, [ownerName, planName]);
  } catch (error) {
    await rm(claimed, { recursive: true, force: true });
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error;
    throw exportRunning(out, 'Wait for that export, or choose another folder with --out.');
  }
}

/** Whether a dead export of the same files left an incomplete draft. */
async function isResumable(folder: string, files: string): Promise<boolean> {
  const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8').catch(() => '');
  return (await read(planName)) === files && (await read(manifestName)) === '' && !(await findOwner(folder));
}

async function takeOver(folder: string, claimed: string): Promise<void> {
  await rm(claimed, { recursive: true });
  await rename(folder, claimed);
}

async function finishOrClear(out: string, folder: string): Promise<void> {
  const owner = await findOwner(folder);
  if (owner) throw refuseOwner(out, folder, owner);
  await finishOrRemoveDraft(out, folder);
}

function refuseOwner(out: string, folder: string, owner: HostProcess): BulkgenError {
  if (owner.host !== hostname()) return refuseOtherHost(out, { ...owner, path: join(folder, ownerName) });
  return exportRunning(
    `${out} (process ${owner.pid})`,
    `Wait for that export, choose another folder with --out, or remove ${folder} if no export is running.`,
  );
}

/** A process of another host cannot be seen, so the user decides whether it still runs. `path` is the file that names it. */
function refuseOtherHost(out: string, { pid, host, path }: LockHolder): BulkgenError {
  return exportRunning(
    `${out} (process ${pid} on host ${host})`,
    `Wait for that export, or choose another folder with --out. If process ${pid} no longer runs on ${host}, remove ${path}.`,
  );
}

function exportRunning(place: string, hint: string): BulkgenError {
  return new BulkgenError('export-running', `Another export is writing to ${place}`, { hint });
}
