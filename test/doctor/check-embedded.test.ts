import { readdir } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { evaluateEmbedded, probeEmbedded } from '../../src/doctor/check-embedded.ts';
import { makeTemporaryFolder } from '../setup/temporary-folder.ts';
import { exampleEmbedded, exampleStatus } from './example.ts';

const stopped = { ...exampleStatus, running: false };

it.each([
  [
    'that runs',
    { isProvisioned: true, status: exampleStatus },
    'ok',
    'Neo4j 5.26.30: running at bolt://127.0.0.1:7687',
  ],
  ['that is stopped', { isProvisioned: true, status: stopped }, 'ok', `Neo4j 5.26.30: stopped, in ${stopped.home}`],
  ['that has only jars', { isProvisioned: true }, 'ok', 'Neo4j 5.26.30: downloaded, not created yet'],
  [
    'whose jars are missing',
    { status: stopped },
    'warning',
    `Neo4j 5.26.30 in ${stopped.home} is stopped, and its jars are missing`,
  ],
  ['that was never created', {}, 'warning', 'There is no embedded Neo4j yet'],
] as const)('an embedded server %s', (_what, server, status, message) => {
  expect(evaluateEmbedded(exampleEmbedded(server))).toMatchObject([{ status, message }]);
});

it('a probe of a new home finds nothing and creates nothing', async () => {
  const BULKGEN_HOME = await makeTemporaryFolder();
  const { version, servers } = exampleEmbedded();
  expect(await probeEmbedded({ BULKGEN_HOME })).toMatchObject({ version, servers });
  expect(await readdir(BULKGEN_HOME)).toEqual([]);
});
