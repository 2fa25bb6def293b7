import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** When to cut a connection by which a server fetches rows: before the first byte, or in the middle of a row. */
export type RowCut = 'before' | 'during';

export interface RowCuts {
  /** How many connections were cut. */
  readonly count: ReadonlyMap<RowCut, number>;
  stop(): void;
}

interface RequestStart {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly socket: Socket;
}

/**
 * Cuts connections by which a server fetches rows from this process. A proxy cannot: the address to which the server connects is
 * the address at which bulkgen listens. `chooseCut` is asked for each request, by its number.
 */
export function cutRows(chooseCut: (number: number) => RowCut | undefined): RowCuts {
  const count = new Map<RowCut, number>();
  let number = 0;
  const cut = (message: unknown): void => {
    const { request, response, socket } = message as RequestStart;
    if (!request.url?.includes('.csv?')) return;
    const moment = chooseCut(number++);
    if (!moment) return;
    count.set(moment, (count.get(moment) ?? 0) + 1);
    if (moment === 'before') {
      socket.resetAndDestroy();
      return;
    }
    const write = response.write.bind(response) as (bytes: Uint8Array) => boolean;
    response.write = (bytes: Uint8Array) => {
      write(bytes.subarray(0, bytes.length - 9));
      socket.destroySoon(); // sends what was written
      return true;
    };
  };
  subscribe('http.server.request.start', cut);
  return { count, stop: () => unsubscribe('http.server.request.start', cut) };
}
