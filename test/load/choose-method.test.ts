import { describe, expect, it } from 'vitest';
import { chooseMethod } from '../../src/load/choose-method.ts';
import type { Database } from '../../src/neo4j/driver.ts';

/** A server without procedures: no server of the tests lacks APOC. */
const database = { query: async () => ({ records: [] }) } as unknown as Database;

describe('chooseMethod', () => {
  it('takes unwind in place of apoc where the server lacks APOC, and says so', async () => {
    const warnings: string[] = [];
    const method = await chooseMethod({ database, method: 'apoc' }, (warning) => warnings.push(warning));
    expect(method.name).toBe('unwind');
    expect(warnings).toEqual([
      'Expected the server to have APOC, got no procedure apoc.periodic.iterate, so bulkgen loads with --method unwind',
    ]);
  });

  it.each([
    [{ method: 'fast' as 'unwind' }, 'Expected --method to be one of unwind, csv, apoc, procedure, got `fast`'],
    [{ method: 'apoc' as const, csvAddress: 'a' }, 'Expected --csv-address only with --method csv, got --method apoc'],
  ])('refuses %j', async (options, message) => {
    await expect(chooseMethod({ database, ...options }, () => {})).rejects.toMatchObject({
      code: 'invalid-option',
      message,
    });
  });
});
