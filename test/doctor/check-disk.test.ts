import { describe, expect, it } from 'vitest';
import { evaluateDisk } from '../../src/doctor/check-disk.ts';
import { examplePlace } from './example.ts';

const evaluate = (...places: readonly ReturnType<typeof examplePlace>[]) =>
  evaluateDisk(places).map(({ status, message }) => `${status} ${message}`);

describe('evaluateDisk', () => {
  it('reports the free space of each file system once', () => {
    const places = [
      examplePlace('data'),
      examplePlace('cache'),
      examplePlace('temporary files', { mount: '/', free: 3e9 }),
    ];
    expect(evaluate(...places)).toEqual([
      'ok 50.0 GB free on /home (data, cache)',
      'ok 3.0 GB free on / (temporary files)',
    ]);
  });

  it('does not guess a free space that the file system does not report', () => {
    expect(evaluate(examplePlace('data', { free: undefined }))).toEqual(['ok Unknown free space on /home (data)']);
  });

  it('warns of little space, and reports as missing what an import cannot do without', () => {
    expect(evaluate(examplePlace('data', { free: 1.5e9 }))).toEqual([
      'warning Expected 2.0 GB of free space in /home/a/data (data), got 1.5 GB',
    ]);
    expect(evaluate(examplePlace('data', { free: 0.1e9 }))).toEqual([
      'missing Expected 600.0 MB of free space in /home/a/data (data), got 100.0 MB',
    ]);
    expect(evaluate(examplePlace('temporary files', { free: 0 }))).toEqual([
      'warning Expected 200.0 MB of free space in /home/a/temporary-files (temporary files), got 0 bytes',
    ]);
  });

  it('names the folder that cannot be written to or created', () => {
    expect(evaluate(examplePlace('cache', { isWritable: false }))).toEqual([
      'missing /home/a/cache (cache) is not writable for this user',
    ]);
    expect(evaluate(examplePlace('data', { nearest: '/home/a', isFolder: false }))).toEqual([
      'missing /home/a/data (data) cannot be created: /home/a is not a folder',
    ]);
    expect(evaluate(examplePlace('this folder', { isWritable: false }))).toEqual([
      'warning /home/a/this-folder (this folder) is not writable for this user',
    ]);
  });

  it('names the folder whose file system does not answer', () => {
    const failure = { area: 'disk', status: 'missing', message: 'Silence', cure: 'Mount it.', facts: {} } as const;
    expect(evaluateDisk([{ use: 'JAVA_HOME', path: '/mnt/java', failure }])).toMatchObject([
      { status: 'missing', message: 'The file system of /mnt/java (JAVA_HOME) does not answer', cure: 'Mount it.' },
    ]);
  });

  it('does not report a home that answers', () => {
    expect(evaluate(examplePlace('JAVA_HOME', { isWritable: false }))).toEqual([]);
  });
});
