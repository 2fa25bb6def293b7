import { BulkgenError } from '../errors.ts';
import type { Model } from '../model/model.ts';
import { toInteger } from '../neo4j/cypher.ts';
import type { Database } from '../neo4j/driver.ts';
import type { WriteStatement } from '../neo4j/write-session.ts';
import type { LoadMethod, Together } from './method.ts';
import type { FailedStatement } from './retry.ts';
import { createRows, createStatement, splitText } from './statement.ts';
import { createTextBatches, unwind } from './unwind.ts';

/** Batches of a call. One parameter holds the texts of all of them, so client and server keep these in memory. */
const batchesOfACall = 4;
const longestTextOfACall = 4 * 1024 * 1024;

/**
 * Sends several batches with one call of `apoc.periodic.iterate`, which gives each a transaction of its own. Lanes are concurrent
 * calls, so a call runs its batches one after another.
 */
export const apoc: LoadMethod = {
  name: 'apoc',
  source: 'push',
  rowsOfABatch: unwind.rowsOfABatch,
  fallback: unwind,
  check: requireApoc,
  async open(graph) {
    const prepare = createTextBatches(
      graph,
      (table) => ({ text: createStatement(graph.model, table), parameters: {} }),
      { longest: longestTextOfACall / batchesOfACall },
    );
    return {
      prepare,
      together: { batches: batchesOfACall, inner: createInner(graph.model), call: createCall },
      close: async () => {},
    };
  },
};

/** A call that changes nothing: the procedures may be missing, sandboxed or forbidden. */
async function requireApoc(database: Database): Promise<void> {
  try {
    await database.run(
      "CALL apoc.periodic.iterate('RETURN 1 AS one', $inner, {batchSize: 1}) YIELD batches RETURN batches",
      {
        inner: "CALL apoc.util.validate(false, '', [])",
      },
    );
  } catch (cause) {
    const { code, cause: failure } = cause as BulkgenError;
    if (code !== 'query-failed') throw cause;
    const { code: codeOfServer, message } = failure as FailedStatement;
    const problem =
      codeOfServer === 'Neo.ClientError.Procedure.ProcedureNotFound'
        ? 'Expected the server to have APOC, got none'
        : `Could not call apoc.periodic.iterate: ${message}`;
    throw new BulkgenError('procedure-missing', problem, { hint: 'Install APOC, or use --method unwind.', cause });
  }
}

/** Fails when a batch did not create all of its rows, so that its transaction is rolled back. */
const refuseMismatch = `WITH count(*) AS rows
CALL apoc.util.validate(rows <> $expected, 'Expected %d rows, got %d', [$expected, rows])
RETURN rows`;

function createInner(model: Model): Together['inner'] {
  return ({ table, first, end, statement }) => ({
    text: `${splitText}\n${createRows(model, table)}\n${refuseMismatch}`,
    parameters: { ...statement.parameters, expected: toInteger(end - first) },
  });
}

/** Each column of a row becomes a parameter of the inner statement, and a variable at its beginning. */
const drive = `UNWIND $batches AS batch
RETURN batch.text AS text, batch.expected AS expected, batch.entry AS entry`;

function createCall(guarded: readonly WriteStatement[]): WriteStatement {
  return {
    text: `CALL apoc.periodic.iterate($drive, $inner, {
  batchSize: 1, batchMode: 'SINGLE', parallel: false, retries: 0, params: {batches: $batches, lane: $lane}
}) YIELD committedOperations, errorMessages
RETURN committedOperations AS committed, errorMessages AS errors`,
    parameters: {
      ...{ drive, inner: guarded[0]!.text, lane: guarded[0]!.parameters['lane'] },
      batches: guarded.map(({ parameters: { text, expected, entry } }) => ({ text, expected, entry })),
    },
  };
}
