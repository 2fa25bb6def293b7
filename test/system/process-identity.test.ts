import { describe, expect, it } from 'vitest';
import {
  formatIdentity,
  identifyProcess,
  isAlive,
  parseIdentity,
  parseProcStat,
  waitUntilGone,
} from '../../src/system/process-identity.ts';

function stat(state: string, threads: number): string {
  return `77 (java) a (b)) ${state} 1 77 77 0 -1 4194304 1 2 3 4 5 6 7 8 20 0 ${threads} 0 4711 1000 2000`;
}

describe('parseProcStat', () => {
  it('finds the start whatever the name of the process', () => {
    expect(parseProcStat(stat('S', 40))).toBe('4711');
  });

  it('takes a zombie for ended only when it has no other threads', () => {
    expect(parseProcStat(stat('Z', 1))).toBeUndefined();
    expect(parseProcStat(stat('Z', 3))).toBe('4711');
  });
});

describe('a process file', () => {
  it('is read as it was written', () => {
    const identity = { pid: 77, startTime: 'Tue Nov 24 10:17:00 2026' };
    expect(formatIdentity(identity)).toBe('77 Tue Nov 24 10:17:00 2026\n');
    expect(parseIdentity(formatIdentity(identity))).toEqual(identity);
  });

  it.each(['', '77\n', '77 4711', '0 4711\n', '-1 4711\n', '77 \n', 'x 4711\n'])(
    'means nothing when it holds %j',
    (text) => {
      expect(parseIdentity(text)).toBeUndefined();
    },
  );
});

describe.runIf(process.platform === 'linux')('a process', () => {
  it('is alive under its own start time and not under another', async () => {
    const self = await identifyProcess(process.pid);
    expect(self).toBeDefined();
    expect(await isAlive(self!)).toBe(true);
    expect(await isAlive({ ...self!, startTime: '1' })).toBe(false);
    expect(await waitUntilGone({ ...self!, startTime: '1' }, 0)).toBe(true);
    expect(await waitUntilGone(self!, 0)).toBe(false);
  });

  it('is undefined when there is none', async () => {
    expect(await identifyProcess(2 ** 30)).toBeUndefined();
  });
});
