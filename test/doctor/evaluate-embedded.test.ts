import { describe, expect, it } from 'vitest';
import { evaluateEmbeddedTarget } from '../../src/doctor/evaluate-embedded.ts';
import { describeReady, describeUnready } from '../../src/doctor/readiness.ts';
import { exampleEmbedded, exampleFailure, exampleJava, examplePlace, exampleStatus } from './example.ts';

describe('evaluateEmbeddedTarget', () => {
  const all = {
    embedded: { facts: exampleEmbedded() },
    java: { facts: { javas: [exampleJava(17)], brokenHome: undefined } },
    maven: { facts: { version: '3.9.9' } },
    places: [examplePlace('data'), examplePlace('cache')],
  };

  it.each([
    ['is downloaded first', {}, 'Neo4j 5.26.30, which Maven downloads first (128 MB)'],
    ['has its jars', { isProvisioned: true }, 'Neo4j 5.26.30'],
    ['runs', { isProvisioned: true, status: exampleStatus }, 'Neo4j 5.26.30, running'],
  ])('is ready when it %s', (_what, server, message) => {
    const embedded = { facts: exampleEmbedded(server) };
    expect(evaluateEmbeddedTarget({ ...all, embedded })).toEqual(describeReady(message));
  });

  it('needs a Java for its version', () => {
    const java = { facts: { javas: [exampleJava(25)], brokenHome: undefined } };
    expect(evaluateEmbeddedTarget({ ...all, java })).toMatchObject({
      canImport: false,
      message: 'Neo4j 5.26.30 needs Java 17 to 21, which is not installed',
    });
    expect(
      evaluateEmbeddedTarget({ ...all, java, embedded: { facts: { ...exampleEmbedded(), version: '2026.08.1' } } }),
    ).toMatchObject({ canImport: true });
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
