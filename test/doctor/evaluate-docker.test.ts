import { describe, expect, it } from 'vitest';
import { evaluateDockerTarget } from '../../src/doctor/evaluate-docker.ts';
import { describeReady, describeUnready } from '../../src/doctor/readiness.ts';
import { BulkgenError } from '../../src/errors.ts';
import { exampleDocker, exampleFailure, publishedContainer } from './example.ts';

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
