import { describe, expect, it } from 'vitest';
import { judgeAuto, type Readinesses } from '../../src/doctor/judge-auto.ts';
import { judgeDockerTarget } from '../../src/doctor/judge-docker.ts';
import { judgeEmbeddedTarget } from '../../src/doctor/judge-embedded.ts';
import { judgeLocalTarget } from '../../src/doctor/judge-local.ts';
import { describeReady, describeUnready } from '../../src/doctor/readiness.ts';
import { BulkgenError } from '../../src/errors.ts';
import {
  exampleDocker,
  exampleEmbedded,
  exampleFailure,
  exampleInstallation,
  exampleJava,
  examplePlace,
  exampleStatus,
  publishedContainer,
} from './example.ts';

describe('judgeDockerTarget', () => {
  const judge = (changes: Parameters<typeof exampleDocker>[0]) =>
    judgeDockerTarget({ facts: exampleDocker(changes) }, { folder: '/here', project: 'bulkgen' });
  const [one, two] = [publishedContainer({ name: 'one' }), publishedContainer({ name: 'two' })];
  const paused = publishedContainer({ name: 'paused', status: 'paused' });

  it('takes the only container', () => {
    expect(judge({})).toEqual(describeReady('container `neo4j`, the only container of Neo4j'));
  });

  it('wants a name where there are several, and offers one that is usable', () => {
    expect(judge({ containers: [paused, two] })).toMatchObject({ canImport: true, option: '--container two' });
  });

  it('takes that of the compose project in this folder', () => {
    const labels = { 'com.docker.compose.project.working_dir': '/here' };
    const own = publishedContainer({ name: 'own', labels });
    expect(judge({ containers: [one, own] })).toMatchObject({ canImport: true, option: null });
  });

  it('needs a container, a usable one, a daemon, a command', () => {
    expect(judge({ containers: [] })).toMatchObject({ canImport: false, needs: [expect.any(String)] });
    expect(judge({ containers: [paused] })).toMatchObject({
      canImport: false,
      message: 'Container `paused` is paused',
    });
    expect(judge({ containers: [paused, paused] })).toMatchObject({ canImport: false });
    const refusal = new BulkgenError('no-docker', 'Docker does not answer', { hint: 'Start it.' });
    expect(judge({ daemon: { ...exampleDocker().daemon, refusal } })).toEqual(
      describeUnready([{ message: 'Docker does not answer', cure: 'Start it.' }]),
    );
    expect(judgeDockerTarget({ failure: exampleFailure }, { folder: '/', project: 'bulkgen' })).toEqual(
      describeUnready([exampleFailure]),
    );
  });
});

describe('judgeLocalTarget', () => {
  const error = new BulkgenError('target-unusable', 'It is old', { hint: 'Take a newer one.' });
  const broken = { home: '/opt/old', source: 'NEO4J_HOME', error } as const;

  it('takes the one that NEO4J_HOME names', () => {
    const named = exampleInstallation({ home: '/named', source: 'NEO4J_HOME' });
    expect(judgeLocalTarget({ facts: [exampleInstallation(), named] })).toEqual(
      describeReady('Neo4j 5.26.30 in /named'),
    );
  });

  it('wants any other to be named', () => {
    expect(judgeLocalTarget({ facts: [broken, exampleInstallation()] })).toMatchObject({
      canImport: true,
      option: '--neo4j-home /opt/neo4j',
    });
  });

  it('needs one, and one that is usable', () => {
    expect(judgeLocalTarget({ facts: [] })).toMatchObject({ canImport: false, needs: [expect.any(String)] });
    expect(judgeLocalTarget({ facts: [broken] })).toEqual(
      describeUnready([{ message: 'It is old', cure: 'Take a newer one.' }]),
    );
    expect(judgeLocalTarget({ failure: exampleFailure })).toEqual(describeUnready([exampleFailure]));
  });
});

describe('judgeEmbeddedTarget', () => {
  const all = {
    embedded: { facts: exampleEmbedded() },
    java: { facts: { javas: [exampleJava(17)], brokenHome: undefined } },
    maven: { facts: { version: '3.9.9' } },
    places: [examplePlace('data'), examplePlace('cache')],
  };

  it.each([
    ['is fetched first', {}, 'Neo4j 5.26.30, which Maven would fetch first (128 MB)'],
    ['has its jars', { isProvisioned: true }, 'Neo4j 5.26.30'],
    ['runs', { isProvisioned: true, status: exampleStatus }, 'Neo4j 5.26.30, running'],
  ])('can be imported into when it %s', (_what, server, message) => {
    const embedded = { facts: exampleEmbedded(server) };
    expect(judgeEmbeddedTarget({ ...all, embedded })).toEqual(describeReady(message));
  });

  it('needs a Java that fits its version', () => {
    const java = { facts: { javas: [exampleJava(25)], brokenHome: undefined } };
    expect(judgeEmbeddedTarget({ ...all, java })).toMatchObject({
      canImport: false,
      message: 'Neo4j 5.26.30 needs Java 17 to 21, and none is here',
    });
    expect(
      judgeEmbeddedTarget({ ...all, java, embedded: { facts: { ...exampleEmbedded(), version: '2026.08.1' } } }),
    ).toMatchObject({ canImport: true });
  });

  it('needs Maven, and room in the cache, only to fetch jars', () => {
    const [maven, places] = [{ failure: exampleFailure }, [examplePlace('data'), examplePlace('cache', { free: 0 })]];
    expect(judgeEmbeddedTarget({ ...all, maven, places })).toMatchObject({
      canImport: false,
      message: 'No; Only 0.0 GB are free for /home/a/cache (cache)',
      needs: ['Do.', 'Free some space, or name another folder with BULKGEN_HOME.'],
    });
    const embedded = { facts: exampleEmbedded({ isProvisioned: true }) };
    expect(judgeEmbeddedTarget({ ...all, maven, places, embedded })).toMatchObject({ canImport: true });
  });

  it('needs a folder for its data', () => {
    const places = [examplePlace('data', { isWritable: false })];
    expect(judgeEmbeddedTarget({ ...all, places })).toMatchObject({ canImport: false });
  });

  it.each(['embedded', 'java'] as const)('says so when the look at %s failed', (name) => {
    expect(judgeEmbeddedTarget({ ...all, [name]: { failure: exampleFailure } })).toEqual(
      describeUnready([exampleFailure]),
    );
  });
});

describe('judgeAuto', () => {
  const targets: Readinesses = {
    docker: describeReady('two containers', '--container one'),
    local: describeUnready([exampleFailure]),
    embedded: describeReady('Neo4j 5.26.30'),
  };

  it('says what is taken, why, and whether it works so', () => {
    expect(judgeAuto({ facts: { kind: 'embedded', reason: 'it is running' } }, targets)).toEqual({
      kind: 'embedded',
      reason: 'it is running',
      canImport: true,
    });
    expect(judgeAuto({ facts: { kind: 'docker', reason: '' } }, targets)).toEqual({
      kind: 'docker',
      reason: 'two containers',
      canImport: false,
    });
    expect(judgeAuto({ facts: { kind: 'local', reason: 'named by NEO4J_HOME' } }, targets)).toMatchObject({
      canImport: false,
    });
  });

  it('says why it cannot choose', () => {
    expect(judgeAuto({ failure: exampleFailure }, targets)).toEqual({ kind: null, reason: 'No', canImport: false });
  });
});
