import { describe, expect, it } from 'vitest';
import { evaluateLocalTarget } from '../../src/doctor/evaluate-local.ts';
import { describeReady, describeUnready } from '../../src/doctor/readiness.ts';
import { BulkgenError } from '../../src/errors.ts';
import { exampleFailure, exampleInstallation } from './example.ts';

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
