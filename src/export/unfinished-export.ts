import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BulkgenError } from '../errors.ts';
import { canAccess, localFiles } from '../system/local-files.ts';
import { type HostProcess, mayRun, parseHostProcess } from '../system/process-identity.ts';
import { quotePath } from '../system/quote-word.ts';
import { describeOptions } from './describe-options.ts';
import { draftName, isOfShard } from './manifest.ts';

/** The files of a draft that name its process and its settings. */
export const ownerName = 'owner';
export const planName = 'plan.json';

/** The process that a draft belongs to, unless it is dead. */
export async function findOwner(draft: string): Promise<HostProcess | undefined> {
  const owner = parseHostProcess(await readFile(join(draft, ownerName), 'utf8').catch(() => ''));
  return owner && (await mayRun(owner)) ? owner : undefined;
}

/** The error for a folder whose export is not finished, with what finishes it. Undefined where there is no draft and no shard. */
export async function findUnfinished(folder: string): Promise<BulkgenError | undefined> {
  const draft = join(folder, draftName);
  if (!(await canAccess(draft))) return findShards(folder);
  const owner = await findOwner(draft);
  if (owner) {
    const message = `The export to ${folder} is not finished: process ${owner.pid} on ${owner.host} is writing it`;
    return new BulkgenError('no-manifest', message, { hint: 'Wait for that export.' });
  }
  const options = describePlan(await readFile(join(draft, planName), 'utf8').catch(() => ''));
  return new BulkgenError('no-manifest', `The export to ${folder} was interrupted before it was finished`, {
    hint: `Run \`bulkgen export${options} --out ${quotePath(folder)}\` with its other options again: it continues.`,
  });
}

async function findShards(folder: string): Promise<BulkgenError | undefined> {
  if (!(await localFiles.list(folder)).some(isOfShard)) return undefined;
  const message = `The shards in ${folder} are not merged into an export`;
  return new BulkgenError('no-manifest', message, { hint: `Run \`bulkgen merge ${quotePath(folder)}\` first.` });
}

/** The main options of the export that wrote a plan; none for a text that is not a plan. */
function describePlan(plan: string): string {
  try {
    return describeOptions(JSON.parse(plan));
  } catch {
    return '';
  }
}
