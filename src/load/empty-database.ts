import { countNodes, countRelationships } from '../neo4j/count.ts';
import type { Database } from '../neo4j/driver.ts';
import { translateErrors } from '../neo4j/translate-errors.ts';
import type { ProgressListener } from '../progress/progress.ts';
import { ProgressTracker } from '../progress/tracker.ts';
import { createRepeatDeletion } from './repeat-deletion.ts';

/** How to work on a database that no other client uses. */
export interface PrivateDatabaseOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ProgressListener | undefined;
}

/** Deletes every relationship of a database, then every node. */
export async function emptyDatabase(database: Database, { signal, onProgress }: PrivateDatabaseOptions): Promise<void> {
  const tracker = new ProgressTracker(onProgress);
  tracker.start('clear', {
    message: 'Emptying the database',
    finished: 'Emptied the database',
    total: (await countRelationships(database)) + (await countNodes(database)),
    unit: 'rows',
  });
  const repeatDeletion = createRepeatDeletion(database);
  const onRows = (rows: number): void => tracker.advance(rows);
  await translateErrors(database.connection, async () => {
    // A node with many relationships may be too much for one transaction, so that they go first.
    for (const match of ['()-[x]->()', '(x)']) {
      const text = `MATCH ${match} WITH x LIMIT $limit DELETE x RETURN count(*) AS rows`;
      await repeatDeletion(text, {}, { onRows, signal });
    }
  });
  tracker.finish();
}
