import { describe, expect, it } from 'vitest';
import {
  evaluateAuto,
  evaluateDockerTarget,
  evaluateEmbeddedTarget,
  evaluateLocalTarget,
  type Readinesses,
} from '../../src/doctor/evaluate-targets.ts';
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

describe('evaluateAuto', () => {
  const targets: Readinesses = {
    docker: describeReady('two containers', '--container one'),
    local: describeUnready([exampleFailure]),
    embedded: describeReady('Neo4j 5.26.30'),
  };

  it('reports the choice, its reason, and whether it works', () => {
    expect(evaluateAuto({ facts: { kind: 'embedded', reason: 'it is running' } }, targets)).toEqual({
      kind: 'embedded',
      reason: 'it is running',
      canImport: true,
    });
    expect(evaluateAuto({ facts: { kind: 'docker', reason: '' } }, targets)).toEqual({
      kind: 'docker',
      reason: 'two containers',
      canImport: false,
    });
    expect(evaluateAuto({ facts: { kind: 'local', reason: 'named by NEO4J_HOME' } }, targets)).toMatchObject({
      canImport: false,
    });
  });

  it('reports why it cannot choose', () => {
    expect(evaluateAuto({ failure: exampleFailure }, targets)).toEqual({ kind: null, reason: 'No', canImport: false });
  });
});

describe('evaluateDockerTarget', () => {
  const evaluate = (changes: Parameters<typeof exampleDocker>[0]) =>
    evaluateDockerTarget({ facts: exampleDocker(changes) }, { folder: '/here', project: 'bulkgen' });
  const [one, two] = [publishedContainer({ name: 'one' }), publishedContainer({ name: 'two' })];
  const paused = publishedContainer({ name: 'paused', status: 'paused' });

  it('chooses the only container', () => {
    expect(evaluate({})).toEqual(describeReady('container `neo4j`, the only Neo4j container'));
  });

  it('asks for a name where there are several containers, and offers a usable one', () => {
    expect(evaluate({ containers: [paused, two] })).toMatchObject({ canImport: true, option: '--container two' });
  });

  it('chooses the container of the Compose project in this folder', () => {
    const labels = { 'com.docker.compose.project.working_dir': '/here' };
    const own = publishedContainer({ name: 'own', labels });
    expect(evaluate({ containers: [one, own] })).toMatchObject({ canImport: true, option: null });
  });

  it('needs a usable container and a daemon that answers', () => {
    expect(evaluate({ containers: [] })).toMatchObject({ canImport: false, needs: [expect.any(String)] });
    expect(evaluate({ containers: [paused] })).toMatchObject({
      canImport: false,
      message: 'Container `paused` is paused',
    });
    expect(evaluate({ containers: [paused, paused] })).toMatchObject({ canImport: false });
    const refusal = new BulkgenError('no-docker', 'Docker does not answer', { hint: 'Start it.' });
    expect(evaluate({ daemon: { ...exampleDocker().daemon, refusal } })).toEqual(
      describeUnready([{ message: 'Docker does not answer', cure: 'Start it.' }]),
    );
    expect(evaluateDockerTarget({ failure: exampleFailure }, { folder: '/', project: 'bulkgen' })).toEqual(
      describeUnready([exampleFailure]),
    );
  });
});

describe('evaluateEmbeddedTarget', () => {
  const all = {
    embedded: { facts: exampleEmbedded() },
    java: { facts: { javas: [exampleJava(17)], brokenHome: undefined } },
    maven: { facts: { version: '3.9.9' } },
    places: [examplePlace('data'), examplePlace('cache')],
  };

  it.each([
    ['is downloaded first', {}, 'Neo4j 5.26.30, which Maven downloads first (128.7 MB)'],
    ['has its jars', { isProvisioned: true }, 'Neo4j 5.26.30'],
    ['runs', { isProvisioned: true, status: exampleStatus }, 'Neo4j 5.26.30, running'],
  ])('is ready when it %s', (_what, server, message) => {
    const embedded = { facts: exampleEmbedded(server) };
    expect(evaluateEmbeddedTarget({ ...all, embedded })).toEqual(describeReady(message));
  });

  it('needs what its version lacks', () => {
    const lack = new BulkgenError('no-java', 'Expected Java, found none', { hint: 'Install it.' });
    expect(evaluateEmbeddedTarget({ ...all, embedded: { facts: { ...exampleEmbedded(), lack } } })).toEqual(
      describeUnready([{ message: 'Expected Java, found none', cure: 'Install it.' }]),
    );
  });

  it('says why it is not the usual version', () => {
    const embedded = { facts: { ...exampleEmbedded(), version: '2026.08.1' } };
    expect(evaluateEmbeddedTarget({ ...all, embedded })).toEqual(
      describeReady('Neo4j 2026.08.1, which Maven downloads first (158.9 MB), because Neo4j 5.26 needs Java 17 to 21'),
    );
  });

  it('needs Maven, and space in the cache, only to download jars', () => {
    const [maven, places] = [{ failure: exampleFailure }, [examplePlace('data'), examplePlace('cache', { free: 0 })]];
    expect(evaluateEmbeddedTarget({ ...all, maven, places })).toMatchObject({
      canImport: false,
      message: 'No; Expected 400.0 MB of free space in /home/a/cache (cache), got 0 bytes',
      needs: ['Do.', 'Free some space, or name another folder with BULKGEN_HOME.'],
    });
    const embedded = { facts: exampleEmbedded({ isProvisioned: true }) };
    expect(evaluateEmbeddedTarget({ ...all, maven, places, embedded })).toMatchObject({ canImport: true });
  });

  it('needs a folder for its data', () => {
    const places = [examplePlace('data', { isWritable: false })];
    expect(evaluateEmbeddedTarget({ ...all, places })).toMatchObject({ canImport: false });
  });

  it.each(['embedded', 'java'] as const)('reports a failed probe of %s', (name) => {
    expect(evaluateEmbeddedTarget({ ...all, [name]: { failure: exampleFailure } })).toEqual(
      describeUnready([exampleFailure]),
    );
  });
});

describe('evaluateLocalTarget', () => {
  const error = new BulkgenError('target-unusable', 'It is old', { hint: 'Take a newer one.' });
  const broken = { home: '/opt/old', source: 'NEO4J_HOME', error } as const;

  it('chooses the one in NEO4J_HOME', () => {
    const named = exampleInstallation({ home: '/named', source: 'NEO4J_HOME' });
    expect(evaluateLocalTarget({ facts: [exampleInstallation(), named] })).toEqual(
      describeReady('Neo4j 5.26.30 in /named'),
    );
  });

  it('asks to name any other', () => {
    expect(evaluateLocalTarget({ facts: [broken, exampleInstallation()] })).toMatchObject({
      canImport: true,
      option: '--neo4j-home /opt/neo4j',
    });
  });

  it('needs a usable installation', () => {
    expect(evaluateLocalTarget({ facts: [] })).toMatchObject({ canImport: false, needs: [expect.any(String)] });
    expect(evaluateLocalTarget({ facts: [broken] })).toEqual(
      describeUnready([{ message: 'It is old', cure: 'Take a newer one.' }]),
    );
    expect(evaluateLocalTarget({ failure: exampleFailure })).toEqual(describeUnready([exampleFailure]));
  });
});
