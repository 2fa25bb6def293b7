import { describe, expect, it } from 'vitest';
import { probe } from '../../src/doctor/probe.ts';
import { BulkgenError } from '../../src/errors.ts';

const never = (): Promise<never> => new Promise(() => {});

describe('probe', () => {
  it('returns what the probe found', async () => {
    expect(await probe('java', async () => 17, { seconds: 60 })).toEqual({ facts: 17 });
  });

  it('turns an error into a problem, with its hint as the cure', async () => {
    const error = new BulkgenError('no-maven', 'There is no Maven', { hint: 'Install it.' });
    expect(await probe('maven', () => Promise.reject(error), { seconds: 60 })).toEqual({
      failure: { area: 'maven', status: 'missing', message: 'There is no Maven', cure: 'Install it.', facts: {} },
    });
  });

  it('has a cure for an error without a hint', async () => {
    const error = new BulkgenError('docker-failed', 'It failed');
    expect(await probe('docker', () => Promise.reject(error), { seconds: 60 })).toMatchObject({
      failure: { status: 'missing', cure: expect.stringMatching(/\.$/) },
    });
  });

  it('turns anything else that is thrown into a problem', async () => {
    expect(await probe('port', () => Promise.reject(new Error('EMFILE')), { seconds: 60 })).toMatchObject({
      failure: { area: 'port', status: 'warning', message: 'Could not check this: EMFILE', cure: expect.any(String) },
    });
  });

  it('does not wait for a probe that does not answer, and aborts its signal', async () => {
    let received: AbortSignal | undefined;
    const result = await probe(
      'docker',
      (signal) => {
        received = signal;
        return never();
      },
      { seconds: 0.01 },
    );
    expect(result).toMatchObject({
      failure: { area: 'docker', message: 'Docker did not answer within 0.01 seconds', cure: expect.any(String) },
    });
    expect(received?.aborted).toBe(true);
  });

  it.each(['embedded', 'java', 'maven', 'disk'] as const)('has a cure when %s does not answer', async (area) => {
    expect(await probe(area, never, { seconds: 0.01 })).toMatchObject({
      failure: { cure: expect.stringMatching(/\.$/) },
    });
  });

  it("ends when the caller's signal fires", async () => {
    const reason = new BulkgenError('interrupted', 'Interrupted');
    await expect(probe('java', never, { seconds: 60, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const controller = new AbortController();
    const waiting = probe('java', never, { seconds: 60, signal: controller.signal });
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
  });
});
