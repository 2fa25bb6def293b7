import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findHolders, formatDevice, parseLocks } from '../../../src/targets/neo4j/store-lock.ts';
import { makeTemporaryFolder } from '../../setup/temporary-folder.ts';

describe('the list of locks', () => {
  it('is read without flocks and without waiting processes', () => {
    const text = `1: POSIX  ADVISORY  WRITE 9593 fe:00:10305574 0 EOF
2: POSIX  ADVISORY  READ  811 00:1b:7 128 128
2: -> POSIX  ADVISORY  WRITE 812 00:1b:7 128 128
3: FLOCK  ADVISORY  WRITE 813 fe:00:9989127 0 EOF
`;
    expect(parseLocks(text)).toEqual([
      { pid: 9593, device: 'fe:00', inode: '10305574' },
      { pid: 811, device: '00:1b', inode: '7' },
    ]);
  });

  it.each([
    [65024n, 'fe:00'],
    [27n, '00:1b'],
    [0x10301n, '103:01'],
    [0x100005n, '00:105'],
  ])('formats device %i as %s', (device, name) => {
    expect(formatDevice(device)).toBe(name);
  });

  it('has no process for a store that is unused or does not exist', async () => {
    const folder = await makeTemporaryFolder();
    expect(await findHolders(folder)).toEqual([]);
    await mkdir(join(folder, 'databases', 'neo4j'), { recursive: true });
    await writeFile(join(folder, 'databases', 'neo4j', 'database_lock'), '');
    expect(await findHolders(folder)).toEqual([]);
  });
});
