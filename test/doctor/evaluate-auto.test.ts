import { describe, expect, it } from 'vitest';
import { evaluateAuto, type Readinesses } from '../../src/doctor/evaluate-auto.ts';
import { describeReady, describeUnready } from '../../src/doctor/readiness.ts';
import { exampleFailure } from './example.ts';

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
