import { describe, expect, it } from 'vitest';
import { look } from '../../src/doctor/look.ts';
import { BulkgenError } from '../../src/errors.ts';

const never = (): Promise<never> => new Promise(() => {});

describe('look', () => {
  it('answers what was seen', async () => {
    expect(await look('java', async () => 17, { seconds: 60 })).toEqual({ facts: 17 });
  });

  it('makes a finding of an error, with its hint as the cure', async () => {
    const error = new BulkgenError('no-maven', 'There is no Maven', { hint: 'Install it.' });
    expect(await look('maven', () => Promise.reject(error), { seconds: 60 })).toEqual({
      failure: { area: 'maven', status: 'missing', message: 'There is no Maven', cure: 'Install it.', facts: {} },
    });
  });

  it('has a cure for an error without a hint', async () => {
    const error = new BulkgenError('docker-failed', 'It failed');
    expect(await look('docker', () => Promise.reject(error), { seconds: 60 })).toMatchObject({
      failure: { status: 'missing', cure: expect.stringMatching(/\.$/) },
    });
  });

  it('makes a finding of anything else that is thrown', async () => {
    expect(await look('port', () => Promise.reject(new Error('EMFILE')), { seconds: 60 })).toMatchObject({
      failure: { area: 'port', status: 'warning', message: 'Could not look at it: EMFILE', cure: expect.any(String) },
    });
  });

  it('does not wait for what does not answer, and tells it to end', async () => {
    let told: AbortSignal | undefined;
    const seen = await look(
      'docker',
      (signal) => {
        told = signal;
        return never();
      },
      { seconds: 0.01 },
    );
    expect(seen).toMatchObject({
      failure: { area: 'docker', message: 'Docker did not answer within 0.01 seconds', cure: expect.any(String) },
    });
    expect(told?.aborted).toBe(true);
  });

  it.each(['embedded', 'java', 'maven', 'disk'] as const)('has a cure for the silence of %s', async (area) => {
    expect(await look(area, never, { seconds: 0.01 })).toMatchObject({
      failure: { cure: expect.stringMatching(/\.$/) },
    });
  });

  it('ends when the caller does', async () => {
    const reason = new BulkgenError('interrupted', 'Interrupted');
    await expect(look('java', never, { seconds: 60, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const controller = new AbortController();
    const waiting = look('java', never, { seconds: 60, signal: controller.signal });
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
  });
});
