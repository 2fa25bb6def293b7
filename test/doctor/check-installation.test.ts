import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evaluateInstallations } from '../../src/doctor/check-installation.ts';
import { findHomes } from '../../src/doctor/find-homes.ts';
import { BulkgenError } from '../../src/errors.ts';
import { makeTemporaryFolder } from '../setup/temporary-folder.ts';
import { exampleInstallation } from './example.ts';

const withPassword = { NEO4J_PASSWORD: 'x' };

describe('evaluateInstallations', () => {
  it('reports where it is, how it was found, and whether it runs', () => {
    expect(evaluateInstallations([exampleInstallation()], withPassword)).toMatchObject([
      {
        status: 'ok',
        message: 'Neo4j 5.26.30 in /opt/neo4j (usual place), running',
        facts: { home: '/opt/neo4j', version: '5.26.30', running: true, usable: true },
      },
    ]);
  });

  it('warns when no password is set, unless the server needs none', () => {
    const installation = exampleInstallation();
    expect(evaluateInstallations([installation], {})).toMatchObject([
      { status: 'warning', cure: expect.stringContaining('NEO4J_PASSWORD') },
    ]);
    const open = { ...installation, server: { ...installation.server!, needsLogin: false } };
    expect(evaluateInstallations([open], {})).toMatchObject([{ status: 'ok' }]);
  });

  it('warns of little space for its data', () => {
    const installation = exampleInstallation();
    const full = { ...installation, server: { ...installation.server!, free: 1e8 } };
    expect(evaluateInstallations([full], withPassword)).toMatchObject([
      { status: 'warning', message: expect.stringContaining('only 100.0 MB is free'), cure: expect.any(String) },
    ]);
  });

  it('reports why an import into it cannot work, and what to do', () => {
    const error = new BulkgenError('target-unusable', 'It is in use', { hint: 'Nothing was changed. Stop it.' });
    const broken = { home: '/opt/neo4j', source: 'NEO4J_HOME', error } as const;
    expect(evaluateInstallations([broken], {})).toMatchObject([
      { status: 'missing', message: 'It is in use', cure: 'Stop it.', facts: { home: '/opt/neo4j', usable: false } },
    ]);
  });
});

describe('findHomes', () => {
  it('finds NEO4J_HOME, then what `neo4j` on PATH belongs to, then the usual places, each once', async () => {
    const folder = await makeTemporaryFolder();
    for (const name of ['named', 'neo4j-5', 'neo4j-2026', 'other'])
      await mkdir(join(folder, name, 'bin'), { recursive: true });
    await writeFile(join(folder, 'other', 'bin', 'neo4j'), '');
    await mkdir(join(folder, 'links'));
    await symlink(join(folder, 'other', 'bin', 'neo4j'), join(folder, 'links', 'neo4j'));
    await symlink(join(folder, 'named'), join(folder, 'neo4j-link'));

    const env = { NEO4J_HOME: join(folder, 'named'), PATH: `:${join(folder, 'links')}` };
    const homes = await findHomes({ env, places: [`${folder}/neo4j-*`, `${folder}/neo4j-5*/bin`, '/nowhere/x*'] });

    expect(homes.map(({ home, source }) => [home.replace(`${folder}/`, ''), source])).toEqual([
      ['named', 'NEO4J_HOME'],
      ['other', 'PATH'],
      ['other/libexec', 'PATH'],
      ...['neo4j-2026', 'neo4j-5'].map((name) => [name, 'usual place']),
      ['neo4j-5/bin', 'usual place'],
    ]);
  });
});
