import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { composeFile, createComposeHome, locateComposeHome } from '../../../../src/targets/docker/compose/home.ts';

const gibibyte = 2 ** 30;

describe('createComposeHome', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bulkgen compose '));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function modeOf(path: string): Promise<string> {
    return ((await stat(path)).mode & 0o777).toString(8);
  }

  it('creates a password that the image can read and other users cannot, with any umask', async () => {
    const home = locateComposeHome(join(folder, 'docker', 'bulkgen'));
    const umask = process.umask(0o077);
    await createComposeHome(home, 64 * gibibyte).finally(() => process.umask(umask));

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
    await createComposeHome(home, gibibytes * gibibyte);
    expect(await readFile(home.settings, 'utf8')).toMatch(expected);
  });

  it('keeps the password of a home that exists', async () => {
    const home = locateComposeHome(join(folder, 'bulkgen'));
    await createComposeHome(home, 8 * gibibyte);
    const password = await readFile(home.password, 'utf8');
    await createComposeHome(home, 8 * gibibyte);
    expect(await readFile(home.password, 'utf8')).toBe(password);
  });
});

describe('compose.yaml', () => {
  it('interpolates only variables that begin with BULKGEN_ and are listed in README.md', async () => {
    const yaml = await readFile(composeFile, 'utf8');
    const readme = await readFile(join(composeFile, '../README.md'), 'utf8');
    const names = new Set([...yaml.matchAll(/(?<!\$)\$\{(\w+)/g)].map((match) => match[1]!));

    expect([...names].filter((name) => !name.startsWith('BULKGEN_'))).toEqual([]);
    expect([...names].filter((name) => !readme.includes(`| \`${name}\` |`))).toEqual([]);
  });
});
