import { throwIfAborted } from '../errors.ts';
import { type Database, type QueryParameters, useSession } from './driver.ts';
import { translateErrors } from './translate-errors.ts';

export interface StreamOptions {
  readonly parameters: QueryParameters;
  /** Called with each value as it arrives; an error that it throws ends the stream. */
  readonly onValue: (value: unknown) => void;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads the single column that a statement returns. It keeps no value, and backpressure on the socket slows a faster
 * server down. It does not retry, because `onValue` may already have had values.
 */
export async function streamValues(
  database: Database,
  cypher: string,
  { parameters, onValue, signal }: StreamOptions,
): Promise<void> {
  const { connection, driver } = database;
  // All rows in one fetch: each further fetch would cost a pause.
  const session = driver.session({ database: connection.database, defaultAccessMode: 'READ', fetchSize: -1 });
  const read = (): Promise<void> =>
    new Promise((resolve, reject) => {
      let ended = false;
      session.run(cypher, parameters).subscribe({
        onNext(record) {
          if (ended) return;
          try {
            throwIfAborted(signal);
            onValue(record.get(0));
          } catch (error) {
            ended = true;
            reject(error);
          }
        },
        onCompleted: () => resolve(),
        onError: reject,
      });
    });
  await useSession(session, () => translateErrors(connection, read, signal));
}
