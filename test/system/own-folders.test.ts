import { describe, expect, it } from 'vitest';
import { findFolders } from '../../src/system/own-folders.ts';

describe('findFolders', () => {
  it('follows XDG on Linux', () => {
    const env = { XDG_CACHE_HOME: '/c', XDG_DATA_HOME: '/d' };
    expect(findFolders({ env, platform: 'linux', userHome: '/home/ann' })).toEqual({
      cache: '/c/bulkgen',
      homes: '/d/bulkgen/neo4j',
      docker: '/d/bulkgen/docker',
      snapshots: '/d/bulkgen/snapshots',
    });
  });

  it('uses the default folders when an XDG variable is unset or relative', () => {
    const env = { XDG_CACHE_HOME: 'cache', XDG_DATA_HOME: '' };
    expect(findFolders({ env, platform: 'linux', userHome: '/home/ann' })).toEqual({
      cache: '/home/ann/.cache/bulkgen',
      homes: '/home/ann/.local/share/bulkgen/neo4j',
      docker: '/home/ann/.local/share/bulkgen/docker',
      snapshots: '/home/ann/.local/share/bulkgen/snapshots',
    });
  });

  it('uses the Library on macOS', () => {
    expect(findFolders({ env: {}, platform: 'darwin', userHome: '/Users/ann' })).toEqual({
      cache: '/Users/ann/Library/Caches/bulkgen',
      homes: '/Users/ann/Library/Application Support/bulkgen/neo4j',
      docker: '/Users/ann/Library/Application Support/bulkgen/docker',
      snapshots: '/Users/ann/Library/Application Support/bulkgen/snapshots',
    });
  });

  it.each(['linux', 'darwin'] as const)('lets BULKGEN_HOME replace both on %s', (platform) => {
    const env = { BULKGEN_HOME: '/srv/bulk gen', XDG_CACHE_HOME: '/c' };
    expect(findFolders({ env, platform, userHome: '/home/ann' })).toEqual({
      cache: '/srv/bulk gen/cache',
      homes: '/srv/bulk gen/neo4j',
      docker: '/srv/bulk gen/docker',
      snapshots: '/srv/bulk gen/snapshots',
    });
  });

  it('refuses a folder that cannot be in a class path', () => {
    expect(() => findFolders({ env: { BULKGEN_HOME: '/srv/a:b' } })).toThrow(
      expect.objectContaining({
        code: 'invalid-option',
        message: 'Expected BULKGEN_HOME to be a folder without a colon, got `/srv/a:b`',
      }),
    );
  });
});
