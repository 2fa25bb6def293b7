// A draft belongs to the process that its owner file names. The draft of a dead process is resumed or removed.
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
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
import { draftName, manifestName } from './manifest.ts';
import { finishOrRemoveDraft } from './publish-draft.ts';

const ownerName = 'owner';
const planName = 'plan.json';

interface DraftClaim {
  readonly out: string;
  readonly folder: string;
  /** A text that names all that decides the files of the draft. */
  readonly files: string;
  /** Throws when the output folder must not be written to. */
  readonly refuse: () => Promise<void>;
}

/**
 * Makes this process the owner of the draft, after it has finished or cleared what a dead export left. Answers the parts
 * that a dead export of the same files had finished. Throws `export-running` when the owner is another process.
 */
export async function claimDraft(claim: DraftClaim): Promise<FinishedParts> {
  await mkdir(claim.out, { recursive: true });
  // One process at a time: no other may take over a dead export's draft between the look at it and the claim.
  return withLock(join(claim.out, `${draftName}-lock`), () => claimAlone(claim));
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
    await writeFile(join(claimed, ownerName), formatIdentity(await identifySelf()));
    await rename(claimed, folder);
    return await readFinishedParts(folder, [ownerName, planName]);
  } catch (error) {
    await rm(claimed, { recursive: true, force: true });
    const { code } = error as NodeJS.ErrnoException;
    throw code === 'ENOTEMPTY' || code === 'EEXIST' ? refuseSecond(out, folder) : error;
  }
}

/** Whether a dead export of the same files left an incomplete draft. */
async function isResumable(folder: string, files: string): Promise<boolean> {
  const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8').catch(() => '');
  return (await read(planName)) === files && (await read(manifestName)) === '' && !(await findOwner(folder));
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

async function finishOrClear(out: string, folder: string): Promise<void> {
  const owner = await findOwner(folder);
  if (owner) throw refuseSecond(out, folder, owner.pid);
  await finishOrRemoveDraft(out, folder);
}

function refuseSecond(out: string, folder: string, owner?: number): BulkgenError {
  const process = owner === undefined ? '' : ` (process ${owner})`;
  return new BulkgenError('export-running', `Another export is writing to ${out}${process}`, {
    hint: `Wait for it, choose another folder with --out, or remove ${folder} if no export is running.`,
  });
}
