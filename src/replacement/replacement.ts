import { randomUUID } from 'node:crypto';
import type { Connection, Database } from '../neo4j/driver.ts';
import type { ProgressListener } from '../progress/tracker.ts';
import type { Target } from '../targets/target.ts';
import { describeSelf, type Journal, type JournalFile, openJournal } from './journal.ts';
import { layOutStore } from './store-folders.ts';

/** How a store replaces another, whatever it is made of. */
export interface ReplaceOptions {
  readonly target: Target;
  readonly database: string;
  /** Keep the store that was there. */
  readonly keepPrevious: boolean;
  /** Asked for anew after each start, for a port that another program took meanwhile is replaced. */
  readonly readConnection: () => Promise<Connection>;
  readonly onProgress: ProgressListener | undefined;
}

/** One replacement of a database while it is under way; its steps change the last two. */
export interface Replacement extends ReplaceOptions {
  readonly journalFile: JournalFile;
  /** As it was last written. */
  journal: Journal;
  /** The new database, from the step that starts it on. */
  opened: Database | undefined;
}

/** Looks at the store as it is now; nothing is made or written yet. */
export async function beginReplacement(options: ReplaceOptions): Promise<Replacement> {
  const { target, database, keepPrevious } = options;
  const journalFile = openJournal(target, database);
  const before = await journalFile.read();
  const { own, folders } = await layOutStore(target, database, randomUUID().slice(0, 8));
  const journal: Journal = {
    format: 1,
    step: 'begin',
    database,
    target: target.description,
    startedBy: await describeSelf(),
    startedAt: new Date().toISOString(),
    wasRunning: await target.isRunning(),
    keepPrevious,
    mayHaveSwapped: false,
    own,
    stores: folders,
    ...(before && { kept: { own: before.own, stores: before.stores } }),
  };
  return { ...options, journalFile, journal, opened: undefined };
}
