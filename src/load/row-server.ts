import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createRowEncoder, measureRow, type RowEncoder } from '../csv/encode.ts';
import { BulkgenError } from '../errors.ts';
import { ByteBuffer } from '../model/byte-buffer.ts';
import type { Graph } from '../model/graph.ts';
import type { Table } from '../model/table.ts';
import { type CsvAddress, findListenHost } from './csv-address.ts';
import { doubleBackslashes } from './double-backslashes.ts';
import { encodeBatch } from './encode-batch.ts';
import { listLoadedTables } from './loaded-table.ts';
import type { Batch } from './method.ts';

/** Serves the rows of a graph as CSV. */
export interface RowServer {
  /** Where a server reads the rows of a batch. */
  urlOf(batch: Batch, reading: CsvReading): string;
  /** Where it reads one cell, two backslashes between quotes. */
  readonly probe: string;
  /** The first error of a row that could not be generated. */
  failure(): unknown;
  close(): Promise<void>;
}

export interface CsvReading {
  /** Whether a backslash between quotes has to be doubled. */
  readonly escapes: boolean;
}

const blockBytes = 512 * 1024;
const probe = 'probe';

function nameOf({ name }: Table): string {
  return encodeURIComponent(`${name}.csv`);
}

/**
 * Starts the server. Only a client that knows its random path gets rows, and only rows of this graph. Throws `port-taken` when
 * it cannot listen at the address.
 */
export async function serveRows(graph: Graph, address: CsvAddress): Promise<RowServer> {
  const token = randomBytes(16).toString('base64url');
  let failure: unknown;
  const readRows = createRowReader(graph, (error) => {
    failure ??= error;
  });
  const server = createServer(({ method, url = '' }, response) => {
    if (method !== 'GET') return refuse(response, 405);
    const [path = '', query] = url.split('?');
    const [, given, name = ''] = path.split('/');
    if (given !== token) return refuse(response, 404);
    const rows = name === probe ? ['"\\\\"\n'] : readRows(name, new URLSearchParams(query));
    if (!rows) return refuse(response, 404);
    // Without a length the answer comes in chunks, and the reader notices when it is cut. A connection that is kept may end
    // during the next request.
    response.writeHead(200, { 'content-type': 'text/csv; charset=utf-8', connection: 'close' });
    pipeline(Readable.from(rows), response).catch(() => response.destroy()); // the reader closed the connection
  });
  const port = await listen(server.unref(), address);
  const base = `http://${address.host.includes(':') ? `[${address.host}]` : address.host}:${port}/${token}`;
  return {
    urlOf({ table, first, end }, { escapes }) {
      return `${base}/${nameOf(table)}?first=${first}&end=${end}${escapes ? '&escapes=1' : ''}`;
    },
    probe: `${base}/${probe}`,
    failure: () => failure,
    async close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function listen(server: ReturnType<typeof createServer>, address: CsvAddress): Promise<number> {
  try {
    await once(server.listen(address.port, await findListenHost(address)), 'listening');
  } catch (cause) {
    const message = `Could not listen for requests of the server at ${address.host}:${address.port}: ${(cause as Error).message}`;
    throw new BulkgenError('port-taken', message, { hint: 'Choose another port with --csv-address.', cause });
  }
  const bound = server.address();
  return typeof bound === 'object' && bound ? bound.port : address.port;
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { connection: 'close' }).end();
}

type RowReader = (name: string, range: URLSearchParams) => Iterable<Buffer> | undefined;

/** Requests share a buffer: each block is copied before another request can be served. */
function createRowReader(graph: Graph, onError: (error: unknown) => void): RowReader {
  const tables = listLoadedTables(graph);
  const buffer = new ByteBuffer(blockBytes + Math.max(...tables.map((table) => measureRow(graph, table))));
  const encoders = new Map(
    tables.map((table) => [
      nameOf(table),
      // Nodes begin with their record number, which is shorter than the labels at the end of the other form.
      { table, encoder: createRowEncoder(graph, table, table.kind === 'node' ? 'actual' : 'string', buffer) },
    ]),
  );
  return (name, range) => {
    const found = encoders.get(name);
    const [first, end] = ['first', 'end'].map((key) => Number(range.get(key) ?? Number.NaN)) as [number, number];
    if (!found || !(Number.isInteger(first) && Number.isInteger(end))) return undefined;
    const { table, encoder } = found;
    if (first < 0 || end > table.count) return undefined;
    return blocks({ table, first, end }, { encoder, escapes: range.get('escapes') === '1' });
  };

  function* blocks(
    batch: Batch,
    { encoder, escapes }: { readonly encoder: RowEncoder } & CsvReading,
  ): Generator<Buffer> {
    for (let { first } = batch; first < batch.end; ) {
      try {
        first = encodeBatch({ ...batch, first }, { graph, encoder, buffer, longest: blockBytes });
      } catch (error) {
        onError(error);
        throw error;
      }
      const bytes = Buffer.from(buffer.bytes.subarray(0, buffer.position));
      yield escapes ? doubleBackslashes(bytes) : bytes;
    }
  }
}
