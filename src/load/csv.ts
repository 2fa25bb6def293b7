import { BulkgenError } from '../errors.ts';
import type { Database } from '../neo4j/driver.ts';
import { readServerVersion } from '../neo4j/server-version.ts';
import { parseCsvAddress } from './csv-address.ts';
import { listLoadedTables } from './loaded-table.ts';
import type { LoadMethod } from './method.ts';
import { type CsvReading, type RowServer, serveRows } from './row-server.ts';
import { createRows } from './statement.ts';

/**
 * Yields the rows of a batch, which the server fetches. LOAD CSV reads an empty cell as null, and two quotes as an empty text.
 */
const rowSource = 'LOAD CSV FROM $url AS c';

/** Lets the server fetch the rows of a batch from this process. */
export const csv: LoadMethod = {
  name: 'csv',
  source: 'pull',
  rowsOfABatch: { node: 5_000, relationship: 5_000 },
  rowSource,
  async open(graph, { database, csvAddress }) {
    const address = parseCsvAddress(csvAddress);
    await refuseAura(database);
    const server = await serveRows(graph, address);
    const texts = new Map(
      listLoadedTables(graph).map((table) => [
        table.name,
        `${rowSource}\n${createRows(graph.model, table)}\nRETURN count(*) AS rows`,
      ]),
    );
    try {
      const reading = await readProbe(database, server);
      return {
        prepare: (batch) => ({
          ...batch,
          statement: { text: texts.get(batch.table.name)!, parameters: { url: server.urlOf(batch, reading) } },
        }),
        failure: () => server.failure(),
        close: () => server.close(),
      };
    } catch (error) {
      await server.close();
      throw error;
    }
  },
};

async function refuseAura(database: Database): Promise<void> {
  const { version } = await readServerVersion(database);
  if (!version.includes('aura')) return;
  throw new BulkgenError(
    'csv-unreachable',
    'Could not let AuraDB read rows from this machine: it reads public https addresses only',
    {
      hint: 'Use --method unwind.',
    },
  );
}

/** Lets the server read one cell, which shows whether it can and how it reads backslashes. */
async function readProbe(database: Database, { probe }: RowServer): Promise<CsvReading> {
  try {
    const { records } = await database.run<{ cell: string }>(`${rowSource} RETURN c[0] AS cell`, { url: probe });
    return { escapes: records[0]?.get('cell') === '\\' };
  } catch (cause) {
    const { code, cause: failure } = cause as BulkgenError;
    if (code !== 'query-failed') throw cause;
    const { origin } = new URL(probe);
    const reason = (failure as Error).message.replaceAll(probe, origin);
    throw new BulkgenError('csv-unreachable', `Could not let the server read rows from ${origin}: ${reason}`, {
      hint: 'Use --method unwind, or name an address of this machine that the server reaches with --csv-address.',
      cause,
    });
  }
}
