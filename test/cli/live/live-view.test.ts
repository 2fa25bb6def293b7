import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { LiveUpdate } from '../../../src/cli/live/live-update.ts';
import { openLiveView } from '../../../src/cli/live/live-view.ts';
import { BulkgenError } from '../../../src/errors.ts';
import { findFreePort } from '../../../src/system/port.ts';

/** The last update of a view that ends with an error. */
async function endWith(error: unknown): Promise<LiveUpdate> {
  const live = await openLiveView('bulkgen import', undefined);
  const response = await fetch(`${live.url}events`);
  await live.end(error);
  return JSON.parse(
    (await response.text())
      .match(/^data: .*$/gm)!
      .at(-1)!
      .slice(6),
  );
}

describe('openLiveView', () => {
  it('serves its page on the port that was given', async () => {
    const port = await findFreePort();
    const live = await openLiveView('bulkgen export', port);
    expect(new URL(live.url).port).toBe(String(port));
    expect((await fetch(live.url)).status).toBe(200);
    await live.end();
  });

  it('refuses a port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    await expect(openLiveView('bulkgen export', port)).rejects.toMatchObject({
      code: 'port-taken',
      message: `Port ${port} is taken by another program`,
      hint: 'Choose another port with --live, or end the program that listens on it.',
    });
    other.close();
  });

  it('shows why the command failed, with every problem', async () => {
    const problems = [new BulkgenError('no-space', 'Too little space', { hint: 'Free some space.' })];
    const error = new BulkgenError('target-unusable', 'The import would fail', { hint: 'See the problems.', problems });
    expect(await endWith(error)).toMatchObject({
      state: 'failed',
      error: 'The import would fail. See the problems.\n- Too little space. Free some space.',
    });
  });

  it('shows what holds after an interruption', async () => {
    const error = new BulkgenError('interrupted', 'Interrupted before the work was done', {
      hint: 'Nothing was changed.',
    });
    expect(await endWith(error)).toMatchObject({
      state: 'interrupted',
      error: 'Interrupted before the work was done. Nothing was changed.',
    });
  });
});
