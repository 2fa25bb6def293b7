import { describe, expect, it } from 'vitest';
import { BulkgenError } from '../../src/errors.ts';
import { chooseMethod } from '../../src/load/choose-method.ts';
import type { Database } from '../../src/neo4j/driver.ts';

/** A server that refuses to call procedures: no server of the tests lacks APOC. */
function refuseCalls(code: string, message: string): Database {
  const cause = Object.assign(new Error(message), { code });
  const run = async (): Promise<never> => {
    throw new BulkgenError('query-failed', `Neo4j reported: ${message}`, { cause });
  };
  return { run } as unknown as Database;
}

describe('chooseMethod', () => {
  it.each([
    [
      'Neo.ClientError.Procedure.ProcedureNotFound',
      'There is no procedure',
      'Expected the server to have APOC, got none',
    ],
    ['Neo.ClientError.Security.Forbidden', 'Denied.', 'Could not call apoc.periodic.iterate: Denied.'],
  ])('takes unwind in place of apoc after the error %s, and says why', async (code, message, reason) => {
    const warnings: string[] = [];
    const database = refuseCalls(code, message);
    const method = await chooseMethod({ database, method: 'apoc' }, (warning) => warnings.push(warning));
    expect(method.name).toBe('unwind');
    expect(warnings).toEqual([`${reason}. bulkgen loads with --method unwind instead`.replace('..', '.')]);
  });

  it('keeps the error of a server that does not answer', async () => {
    const run = async (): Promise<never> => {
      throw new BulkgenError('unreachable', 'No Neo4j answers');
    };
    const database = { run } as unknown as Database;
    await expect(chooseMethod({ database, method: 'apoc' }, () => {})).rejects.toMatchObject({ code: 'unreachable' });
  });

  it.each([
    [
      { method: 'fast' as 'unwind' },
      'Expected --method to be one of unwind, csv, apoc, procedure, pattern, got `fast`',
    ],
    [{ method: 'csv' as const, merge: true }, 'Expected --merge with --method unwind, got --method csv'],
    [{ method: 'apoc' as const, csvAddress: 'a' }, 'Expected --csv-address only with --method csv, got --method apoc'],
  ])('refuses %j', async (options, message) => {
    const database = {} as Database;
    await expect(chooseMethod({ database, ...options }, () => {})).rejects.toMatchObject({
      code: 'invalid-option',
      message,
    });
  });
});
