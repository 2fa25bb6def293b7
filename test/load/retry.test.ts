import { describe, expect, it } from 'vitest';
import { chooseDelay, classifyError, Patience } from '../../src/load/retry.ts';

describe('classifyError', () => {
  it.each([
    ['halve', 'Neo.TransientError.General.MemoryPoolOutOfMemoryError'],
    ['halve', 'Neo.TransientError.General.OutOfMemoryError'],
    ['retry', 'Neo.TransientError.Transaction.DeadlockDetected'],
    ['retry', 'Neo.TransientError.General.DatabaseUnavailable'],
    ['retry', 'ServiceUnavailable'],
    ['retry', 'SessionExpired'],
    ['retry', 'Neo.ClientError.Transaction.TransactionTimedOut'],
    ['retry', 'Neo.ClientError.Statement.ExternalResourceFailed'],
    ['taken', 'Neo.ClientError.Schema.ConstraintValidationFailed'],
    ['stop', 'Neo.ClientError.Statement.SyntaxError'],
    ['stop', 'Neo.ClientError.Security.Forbidden'],
    ['stop', 'Neo.DatabaseError.General.UnknownError'],
  ])('says %s for %s', (reaction, code) => {
    expect(classifyError({ code, message: '' })).toBe(reaction);
  });

  it('says retry for rows of LOAD CSV that end early', () => {
    const code = 'Neo.DatabaseError.Statement.ExecutionFailed';
    expect(classifyError({ code, message: 'Premature EOF' })).toBe('retry');
    expect(classifyError({ code, message: 'At http://…: Missing end for quote' })).toBe('stop');
  });

  it('says retry for a connection that ends during the handshake, and for what the driver would repeat', () => {
    expect(classifyError({ message: 'Connection was closed by server' })).toBe('retry');
    const message = 'Failed to connect to server. Please ensure … Caused by: write EPIPE';
    expect(classifyError({ code: 'ProtocolError', message })).toBe('retry');
    expect(classifyError({ code: 'Neo.ClientError.Other', message: '', retriable: true })).toBe('retry');
  });
});

describe('chooseDelay', () => {
  it('doubles from 0.2 to 10 seconds, and takes a random part of it', () => {
    expect([1, 2, 3, 6, 7, 50].map((attempt) => chooseDelay(attempt, () => 1))).toEqual([
      200, 400, 800, 6_400, 10_000, 10_000,
    ]);
    expect(chooseDelay(3, () => 0.5)).toBe(400);
  });
});

describe('patience', () => {
  it('is over after some time without progress', () => {
    let now = 0;
    const patience = new Patience(10, () => now);
    now = 9_000;
    expect(patience.isOver()).toBe(false);
    patience.noteProgress();
    now = 19_000;
    expect(patience.isOver()).toBe(false);
    now = 19_001;
    expect(patience.isOver()).toBe(true);
  });
});
