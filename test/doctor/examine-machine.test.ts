import { describe, expect, it } from 'vitest';
import { areas } from '../../src/doctor/check.ts';
import { evaluateMachine } from '../../src/doctor/examine-machine.ts';
import type { MachineFacts } from '../../src/doctor/probe-machine.ts';
import {
  exampleDocker,
  exampleEmbedded,
  exampleFailure,
  exampleInstallation,
  exampleJava,
  examplePlace,
} from './example.ts';

const complete: MachineFacts = {
  node: { version: '24.1.0', executable: '/usr/bin/node', platform: 'linux', architecture: 'x64' },
  memory: { total: 16e9, available: 9e9, limit: undefined },
  places: { facts: [examplePlace('data'), examplePlace('cache')] },
  java: { facts: { javas: [exampleJava(21)], brokenHome: undefined } },
  maven: { facts: { version: '3.9.9' } },
  docker: { facts: exampleDocker() },
  installations: { facts: [exampleInstallation()] },
  embedded: { facts: exampleEmbedded({ isProvisioned: true }) },
  ports: { facts: [{ port: 7687, isFree: false, holder: undefined }] },
  auto: { facts: { kind: 'docker', reason: '' } },
};

const surroundings = { env: { NEO4J_PASSWORD: 'x' }, folder: '/here' };

describe('evaluateMachine', () => {
  it('reports a complete machine without problems, in the order of areas', () => {
    const report = evaluateMachine(complete, surroundings);
    expect(report.findings.filter(({ status }) => status !== 'ok')).toEqual([]);
    expect([...new Set(report.findings.map(({ area }) => area))]).toEqual(areas);
    expect(report.canImport).toBe(true);
    expect(report.auto).toMatchObject({ kind: 'docker', canImport: true });
  });

  it('can import when one target can', () => {
    const failed = { failure: exampleFailure };
    const most: MachineFacts = { ...complete, docker: failed, installations: failed };
    expect(evaluateMachine(most, surroundings)).toMatchObject({ canImport: true, auto: { canImport: false } });
    expect(evaluateMachine({ ...most, embedded: failed }, surroundings).canImport).toBe(false);
  });

  it('reports a cause that stopped several probes once', () => {
    const failed = { failure: exampleFailure };
    const { findings } = evaluateMachine({ ...complete, java: failed, maven: failed, embedded: failed }, surroundings);
    expect(findings.filter(({ message }) => message === exampleFailure.message)).toHaveLength(1);
  });

  it('reports Maven as missing only where jars must be downloaded', () => {
    const failed: MachineFacts = { ...complete, maven: { failure: exampleFailure } };
    const statusOf = (machine: MachineFacts) =>
      evaluateMachine(machine, surroundings).findings.find(({ area }) => area === 'maven')?.status;
    expect(statusOf(failed)).toBe('warning');
    expect(statusOf({ ...failed, embedded: { facts: exampleEmbedded() } })).toBe('missing');
  });

  it('returns plain data', () => {
    const report = evaluateMachine(complete, surroundings);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });
});
