import { describe, expect, it } from 'vitest';
import { explainInterruption, unchanged } from '../../src/cli/explain-interruption.ts';
import { BulkgenError } from '../../src/errors.ts';
import { exportGraph } from '../../src/export/export-graph.ts';
import { makeTemporaryFolder } from '../setup/temporary-folder.ts';

describe('an interruption', () => {
  const reason = new BulkgenError('interrupted', 'Interrupted before the work was done');

  it('says what holds now', async () => {
    const folder = await makeTemporaryFolder();
    const signal = AbortSignal.abort(reason);
    await expect(
      explainInterruption(signal, unchanged.folder(folder), () => exportGraph({ folder, signal })),
    ).rejects.toMatchObject({
      ...{ code: 'interrupted', exitCode: 130, message: reason.message },
      hint: `Nothing was changed: ${folder} holds what it held before.`,
    });
  });

  it('does not speak for an error that could not be undone', async () => {
    const error = new BulkgenError(
      'interrupted',
      `${reason.message}. Then bulkgen could not restore the previous store`,
    );
    const failing = () => Promise.reject(error);
    await expect(explainInterruption(AbortSignal.abort(reason), unchanged.database, failing)).rejects.toBe(error);
  });

  it('does not speak for an error of the work', async () => {
    const failing = () => Promise.reject(reason);
    await expect(explainInterruption(new AbortController().signal, unchanged.database, failing)).rejects.toBe(reason);
  });
});
