import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { composeFile, locateComposeHome, makeComposeHome } from '../../../../src/targets/docker/compose/home.ts';

const gibibyte = 2 ** 30;

describe('makeComposeHome', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bulkgen compose '));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function modeOf(path: string): Promise<string> {
    return ((await stat(path)).mode & 0o777).toString(8);
  }

  it('makes a password that the image can read and other users cannot, whatever the umask', async () => {
    const home = locateComposeHome(join(folder, 'docker', 'bulkgen'));
    const umask = process.umask(0o077);
    await makeComposeHome(home, 64 * gibibyte).finally(() => process.umask(umask));

    const password = (await readFile(home.password, 'utf8')).trim();
    expect(password).toMatch(/^[0-9a-f]{32}$/);
    expect(await readFile(home.auth, 'utf8')).toBe(`neo4j/${password}\n`);
    expect([await modeOf(home.folder), await modeOf(home.auth), await modeOf(home.password)]).toEqual([
      '700',
      '644',
      '600',
    ]);
  });

  it.each([
    [64, /^(#.*\n)+$/],
    [8, /^BULKGEN_HEAP=1G$/m],
  ])('chooses values for a Docker with %s GiB', async (gibibytes, expected) => {
    const home = locateComposeHome(join(folder, 'bulkgen'));
    await makeComposeHome(home, gibibytes * gibibyte);
    expect(await readFile(home.settings, 'utf8')).toMatch(expected);
  });

  it('keeps the password of whoever was quicker', async () => {
    const home = locateComposeHome(join(folder, 'bulkgen'));
    await makeComposeHome(home, 8 * gibibyte);
    const password = await readFile(home.password, 'utf8');
    await makeComposeHome(home, 8 * gibibyte);
    expect(await readFile(home.password, 'utf8')).toBe(password);
  });
});

describe('compose.yaml', () => {
  it('interpolates nothing that the image would take for a setting, and all of it is in README.md', async () => {
    const yaml = await readFile(composeFile, 'utf8');
    const readme = await readFile(join(composeFile, '../README.md'), 'utf8');
    const names = new Set([...yaml.matchAll(/(?<!\$)\$\{(\w+)/g)].map((match) => match[1]!));

    expect([...names].filter((name) => !name.startsWith('BULKGEN_'))).toEqual([]);
    expect([...names].filter((name) => !readme.includes(`| \`${name}\` |`))).toEqual([]);
  });
});
