import { describe, expect, it } from 'vitest';
import { judgeDisk } from '../../src/doctor/check-disk.ts';
import { examplePlace } from './example.ts';

const judge = (...places: readonly ReturnType<typeof examplePlace>[]) =>
  judgeDisk(places).map(({ status, message }) => `${status} ${message}`);

describe('judgeDisk', () => {
  it('says the free space of each file system once', () => {
    const places = [
      examplePlace('data'),
      examplePlace('cache'),
      examplePlace('temporary files', { mount: '/', free: 3e9 }),
    ];
    expect(judge(...places)).toEqual([
      'ok 50.0 GB free on /home (data, cache)',
      'ok 3.0 GB free on / (temporary files)',
    ]);
  });

  it('does not guess what a file system does not tell', () => {
    expect(judge(examplePlace('data', { free: undefined }))).toEqual(['ok Room that is not told on /home (data)']);
  });

  it('warns of little space, and misses what an import cannot do without', () => {
    expect(judge(examplePlace('data', { free: 1.5e9 }))).toEqual([
      'warning Only 1.5 GB are free for /home/a/data (data)',
    ]);
    expect(judge(examplePlace('data', { free: 0.1e9 }))).toEqual([
      'missing Only 0.1 GB are free for /home/a/data (data)',
    ]);
    expect(judge(examplePlace('temporary files', { free: 0 }))).toEqual([
      'warning Only 0.0 GB are free for /home/a/temporary-files (temporary files)',
    ]);
  });

  it('names the folder that cannot be written to or made', () => {
    expect(judge(examplePlace('cache', { isWritable: false }))).toEqual([
      'missing /home/a/cache (cache) is not writable for this user',
    ]);
    expect(judge(examplePlace('data', { nearest: '/home/a', isFolder: false }))).toEqual([
      'missing /home/a/data (data) cannot be made: /home/a is no folder',
    ]);
    expect(judge(examplePlace('this folder', { isWritable: false }))).toEqual([
      'warning /home/a/this-folder (this folder) is not writable for this user',
    ]);
  });

  it('names the folder whose file system does not answer', () => {
    const failure = { area: 'disk', status: 'missing', message: 'Silence', cure: 'Mount it.', facts: {} } as const;
    expect(judgeDisk([{ use: 'JAVA_HOME', path: '/mnt/java', failure }])).toMatchObject([
      { status: 'missing', message: 'The file system of /mnt/java (JAVA_HOME) does not answer', cure: 'Mount it.' },
    ]);
  });

  it('says nothing of a home that answers', () => {
    expect(judge(examplePlace('JAVA_HOME', { isWritable: false }))).toEqual([]);
  });
});
