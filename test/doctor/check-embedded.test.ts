import { expect, it } from 'vitest';
import { judgeEmbedded, lookAtEmbedded } from '../../src/doctor/check-embedded.ts';
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
  ['whose jars alone are there', { isProvisioned: true }, 'ok', 'Neo4j 5.26.30: fetched, and not made yet'],
  [
    'whose jars are gone',
    { status: stopped },
    'warning',
    `Neo4j 5.26.30 in ${stopped.home} is stopped, and its jars are gone`,
  ],
  ['that was never made', {}, 'warning', 'There is no embedded Neo4j yet'],
] as const)('an embedded server %s', (_what, server, status, message) => {
  expect(judgeEmbedded(exampleEmbedded(server))).toMatchObject([{ status, message }]);
});

it('nothing is found in a new home, and nothing made', async () => {
  const BULKGEN_HOME = await makeTemporaryFolder();
  expect(await lookAtEmbedded({ BULKGEN_HOME })).toEqual(exampleEmbedded());
});
