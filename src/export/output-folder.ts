import { access, constants, readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { BulkgenError, cureFor } from '../errors.ts';
import { nearestFolder } from '../system/files.ts';
import { localFiles } from '../system/local-files.ts';
import { quotePath } from '../system/quote-word.ts';
import { claimDraft, releaseDraft, withDraftLock } from './draft.ts';
import type { FinishedParts } from './finished-parts.ts';
import { draftName, findExtraFiles, isOfShard, type Manifest } from './manifest.ts';
import { publishDraft, writeDraftManifest } from './publish-draft.ts';
import { readManifestFile } from './read-manifest.ts';

export interface OutputDraft {
  /** Where the files are written. */
  readonly folder: string;
  /** The parts that a killed export of the same plan had finished there. */
  readonly finished: FinishedParts;
  /** Moves the files into the output folder, in place of an earlier export, which is whole until then. */
  publish(manifestText: string): Promise<void>;
  /** Removes the draft, unless its manifest was written: then the next export finishes the move. */
  discard(): Promise<void>;
}

/**
 * Opens an output folder for an export, and creates it if it does not exist. The files are written to a draft, a hidden
 * folder inside it. `files` is a text that differs for different files: an export with the same text resumes the
 * draft of a killed one. Throws `foreign-folder` if the folder holds anything but an export (except README.md and dot
 * files), `export-running` if another process is exporting into it, and what `refuse` throws for the export that it holds.
 */
export async function openOutputFolder(
  out: string,
  files: string,
  refuse: (earlier: Manifest) => void = () => {},
): Promise<OutputDraft> {
  const fail = (cause: NodeJS.ErrnoException): never => {
    if (cause instanceof BulkgenError) throw cause;
    throw unwritable(out, cause);
  };
  const folder = join(out, draftName);
  const finished = await claimDraft({ out, folder, files, refuse: () => refuseContent(out, refuse) }).catch(fail);
  let complete = false;
  return {
    folder,
    finished,
    async publish(manifestText) {
      await writeDraftManifest(folder, manifestText).catch(fail);
      complete = true;
      await withDraftLock(out, () => publishDraft(out, folder)).catch(async (cause) => {
        await releaseDraft(folder);
        fail(cause);
      });
    },
    async discard() {
      if (complete) return;
      const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
      await withDraftLock(out, remove).catch(remove); // a full disk has no room for the lock
    },
  };
}

function unwritable(out: string, cause: Error): BulkgenError {
  const hint = `Choose another folder with --out, or ${cureFor(cause)}.`;
  return new BulkgenError('write-failed', `Could not write to the folder ${out}: ${cause.message}`, { hint, cause });
}

/** Throws what `openOutputFolder` would throw for a folder, as far as it shows without a change of it. */
export async function refuseOutputFolder(out: string, refuse: (earlier: Manifest) => void): Promise<void> {
  const nearest = await refuseReadOnly(out);
  if (nearest === resolve(out)) await refuseContent(out, refuse);
}

/** Throws `write-failed` for a folder that cannot be written to or created. Returns it, or the nearest folder above it. */
export async function refuseReadOnly(out: string): Promise<string> {
  const nearest = await nearestFolder(localFiles, resolve(out));
  await access(nearest, constants.W_OK | constants.X_OK).catch((cause: Error) => {
    throw unwritable(out, cause);
  });
  return nearest;
}

async function refuseContent(out: string, refuse: (earlier: Manifest) => void): Promise<void> {
  const earlier = await readManifestFile(out).catch(() => undefined);
  const names = await readdir(out);
  const extra = names.find(isOfShard) ?? findExtraFiles(names, earlier)[0];
  if (extra === undefined) return earlier && refuse(earlier);
  throw new BulkgenError(
    'foreign-folder',
    `Expected ${out} to be empty or to hold an export only, found \`${extra}\``,
    {
      hint: isOfShard(extra)
        ? `Run \`bulkgen merge ${quotePath(out)}\` first, or choose another folder with --out. Nothing was changed.`
        : `Choose another folder with --out, or move \`${extra}\` to another place. Nothing was changed.`,
    },
  );
}
