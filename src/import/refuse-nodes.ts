import { BulkgenError } from '../errors.ts';
import { countNodes } from '../neo4j/count.ts';
import { queryBeforeSwap } from '../replacement/connect.ts';
import type { Replacement } from '../replacement/replacement.ts';

/** Throws `database-not-empty` when the database holds nodes. */
export async function refuseNodes(
  work: Pick<Replacement, 'target' | 'database' | 'journal'>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { target, database, journal } = work;
  if (!(await target.isRunning()) && !(await target.files.exists(journal.stores[0]!.live))) return;
  const nodes = await queryBeforeSwap(work, countNodes, signal);
  if (nodes === 0) return;
  const holds = `${nodes.toLocaleString('en-US')} ${nodes === 1 ? 'node' : 'nodes'}`;
  throw new BulkgenError('database-not-empty', `Database \`${database}\` of ${target.description} holds ${holds}`, {
    hint: 'Nothing was changed. To replace it, add --force.',
  });
}
