import type { Connection } from '../neo4j/driver.ts';
import type { Target } from '../targets/target.ts';
import { connectionOf } from './connection-of.ts';
import { finalStep, isUnfinished, openJournal } from './journal.ts';
import { settle } from './settle.ts';
import { undo } from './undo.ts';
import { workAlone } from './work-alone.ts';

export interface RecoverOptions {
  readonly target: Target;
  /** `neo4j` by default. */
  readonly database?: string;
}

export interface Recovery {
  /** What was done about an interrupted import: the store before is back, or the new one, which was proven, is final. */
  readonly outcome: 'nothing' | 'undone' | 'finished';
  /** The step that the import had come to, and who was at it. */
  readonly step?: string;
  readonly startedBy?: string;
  readonly startedAt?: string;
  /** Where stores are that somebody made meanwhile and that had to make room. */
  readonly aside: readonly string[];
}

/**
 * Finishes or undoes an import that was killed; store and server are then as they were, or the new graph is there and
 * proven. Does nothing where nothing was interrupted; can be repeated. Throws `import-running` while an import is at work,
 * `journal-invalid`, `store-missing`, and what stopping and starting throws.
 */
export async function recoverImport({ target, database = 'neo4j' }: RecoverOptions): Promise<Recovery> {
  const readConnection = connectionOf(target, database);
  return workAlone(target, database, () => recoverUnlocked(target, database, readConnection));
}

/** Whether an import was killed, and what it left waits for `recoverImport`. */
export async function isInterrupted({ target, database = 'neo4j' }: RecoverOptions): Promise<boolean> {
  return isUnfinished(await openJournal(target, database).read());
}

/** `recoverImport` for whoever has the target to himself. */
export async function recoverUnlocked(
  target: Target,
  database: string,
  readConnection: () => Promise<Connection>,
): Promise<Recovery> {
  const journalFile = openJournal(target, database);
  const journal = await journalFile.read();
  if (!isUnfinished(journal)) {
    await journalFile.tidy();
    return { outcome: 'nothing', aside: [] };
  }
  const { step, startedBy, startedAt } = journal;
  const about = { step, startedBy, startedAt };
  if (step !== finalStep) {
    return { outcome: 'undone', ...about, aside: await undo({ target, journalFile, journal, readConnection }) };
  }
  await settle({ target, journalFile, journal });
  return { outcome: 'finished', ...about, aside: [] };
}
