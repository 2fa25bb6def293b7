import { describe, expect, it } from 'vitest';
import { BulkgenError, cureFor, type ErrorCode, throwIfAborted } from '../src/errors.ts';

describe('BulkgenError', () => {
  it.each<[ErrorCode, number]>([
    ['write-failed', 1],
    ['foreign-folder', 1],
    ['export-running', 1],
    ['no-manifest', 1],
    ['invalid-option', 2],
    ['invalid-model', 2],
    ['manifest-invalid', 3],
    ['file-differs', 3],
    ['counts-differ', 3],
    ['rows-differ', 3],
    ['files-broken', 3],
    ['interrupted', 130],
    ['terminated', 143],
  ])('gives the code %s the exit code %i', (code, exitCode) => {
    expect(new BulkgenError(code, 'Something is wrong').exitCode).toBe(exitCode);
  });

  it('keeps code, message, hint and cause', () => {
    const cause = new Error('disk');
    const error = new BulkgenError('write-failed', 'Could not write', { hint: 'Free some space.', cause });
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name: 'BulkgenError',
      code: 'write-failed',
      message: 'Could not write',
      hint: 'Free some space.',
      cause,
    });
  });

  it('has neither hint nor cause when none was given', () => {
    const error = new BulkgenError('interrupted', 'Interrupted');
    expect(error.hint).toBeUndefined();
    expect('cause' in error).toBe(false);
  });
});

describe('throwIfAborted', () => {
  it('does nothing without a signal, or before the signal fires', () => {
    expect(() => throwIfAborted(undefined)).not.toThrow();
    expect(() => throwIfAborted(new AbortController().signal)).not.toThrow();
  });

  it('throws a reason that is a BulkgenError', () => {
    const reason = new BulkgenError('terminated', 'Terminated');
    let thrown: unknown;
    try {
      throwIfAborted(AbortSignal.abort(reason));
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBe(reason);
  });

  it('throws `interrupted` with any other reason as its cause', () => {
    expect(() => throwIfAborted(AbortSignal.abort('by hand'))).toThrow(
      expect.objectContaining({ code: 'interrupted', cause: 'by hand' }),
    );
  });
});

describe('the options of an error', () => {
  it.each<[message: string, hint: string | undefined, options: readonly string[]]>([
    ['Database `neo4j` holds 5 nodes', 'Add --force to replace it. Nothing was changed.', ['force']],
    ['Expected --scale to be a number, got `x`', undefined, ['scale']],
    ['Expected --bolt-port and --http-port to differ', 'Choose --bolt-port.', ['boltPort', 'httpPort']],
    ['Could not write', 'Choose another folder with --out.', ['folder']],
    ['Could not run a--b', 'Look at it -- or not.', []],
  ])('of `%s` and `%s` are %j', (message, hint, options) => {
    expect(new BulkgenError('invalid-option', message, hint === undefined ? {} : { hint }).options).toEqual(options);
  });
});

it.each([
  ['EACCES', 'make it writable'],
  ['EROFS', 'make it writable'],
  ['ENOSPC', 'free some space'],
  ['EIO', 'make it writable and free some space'],
])('knows what cures %s', (code, cure) => {
  expect(cureFor(Object.assign(new Error('refused'), { code }))).toBe(cure);
});
