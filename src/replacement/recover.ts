import { checkOptions, type OptionForms } from '../options/check-options.ts';
import type { Target } from '../targets/target.ts';
import { withExclusiveTarget } from './exclusive.ts';
import { finalStep, isUnfinished, openJournal } from './journal.ts';
import { settle } from './settle.ts';
import { undo } from './undo.ts';

/** Which database to recover. */
export interface RecoverOptions {
  /** Where Neo4j runs. */
  readonly target: Target;
  /** `neo4j` by default. */
  readonly database?: string;
}

/** What was done about an interrupted import. */
export interface Recovery {
  /** `undone`: the previous store is live again. `finished`: the new store, which was verified, is final. */
  readonly outcome: 'nothing' | 'undone' | 'finished';
  /** What was interrupted: a dump, a return to the previous store, or, if absent, an import or a restore. */
  readonly purpose?: 'dump' | 'return';
  /** The step that it had reached, and the process that ran it. */
  readonly step?: string;
  readonly startedBy?: string;
  readonly startedAt?: string;
  /** Where stores are now that bulkgen did not make and had to move out of the live place. */
  readonly aside: readonly string[];
}

/**
 * Undoes or finishes an import that was killed: afterwards store and server are as they were before, or the new graph is in
 * place and verified. Does nothing where nothing was interrupted; can be repeated. Throws `import-running` while an import
 * runs, `journal-invalid`, `store-missing`, and the errors of stopping and starting.
 */
export async function recoverImport(options: RecoverOptions): Promise<Recovery> {
  checkOptions('recoverImport', options, recoverForms);
  const { target, database = 'neo4j' } = options;
  return withExclusiveTarget(target, database, () => recoverUnlocked(target, database));
}

/** The forms of the options that say which database to recover. */
export const recoverForms: OptionForms<RecoverOptions> = { target: 'target', database: 'any' };

/** Whether an import was killed and needs `recoverImport`. */
export async function isInterrupted({ target, database = 'neo4j' }: RecoverOptions): Promise<boolean> {
  return isUnfinished(await openJournal(target, database).read());
}

/** `recoverImport` for a caller that has exclusive use of the target already. */
export async function recoverUnlocked(target: Target, database: string): Promise<Recovery> {
  const journalFile = openJournal(target, database);
  const journal = await journalFile.read();
  if (!isUnfinished(journal)) {
    await journalFile.tidy();
    return { outcome: 'nothing', aside: [] };
  }
  const { purpose, step, startedBy, startedAt } = journal;
  const interrupted = { ...(purpose && { purpose }), step, startedBy, startedAt };
  if (step !== finalStep) {
    return { outcome: 'undone', ...interrupted, aside: await undo({ target, journalFile, journal }) };
  }
  await settle({ target, journalFile, journal });
  return { outcome: 'finished', ...interrupted, aside: [] };
}
