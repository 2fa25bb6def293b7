import { describe, expect, it } from 'vitest';
import { judgeMachine } from '../../src/doctor/examine-machine.ts';
import { areas } from '../../src/doctor/finding.ts';
import type { Sight } from '../../src/doctor/look-around.ts';
import {
  exampleDocker,
  exampleEmbedded,
  exampleFailure,
  exampleInstallation,
  exampleJava,
  examplePlace,
} from './example.ts';

const well: Sight = {
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

describe('judgeMachine', () => {
  it('finds a well machine well, in the order of areas', () => {
    const report = judgeMachine(well, surroundings);
    expect(report.findings.filter(({ status }) => status !== 'ok')).toEqual([]);
    expect([...new Set(report.findings.map(({ area }) => area))]).toEqual(areas);
    expect(report.canImport).toBe(true);
    expect(report.auto).toMatchObject({ kind: 'docker', canImport: true });
  });

  it('can import as long as one target can', () => {
    const failed = { failure: exampleFailure };
    const most: Sight = { ...well, docker: failed, installations: failed };
    expect(judgeMachine(most, surroundings)).toMatchObject({ canImport: true, auto: { canImport: false } });
    expect(judgeMachine({ ...most, embedded: failed }, surroundings).canImport).toBe(false);
  });

  it('says once what stopped several looks', () => {
    const failed = { failure: exampleFailure };
    const { findings } = judgeMachine({ ...well, java: failed, maven: failed, embedded: failed }, surroundings);
    expect(findings.filter(({ message }) => message === exampleFailure.message)).toHaveLength(1);
  });

  it('misses Maven only where jars must be fetched', () => {
    const failed: Sight = { ...well, maven: { failure: exampleFailure } };
    const statusOf = (sight: Sight) =>
      judgeMachine(sight, surroundings).findings.find(({ area }) => area === 'maven')?.status;
    expect(statusOf(failed)).toBe('warning');
    expect(statusOf({ ...failed, embedded: { facts: exampleEmbedded() } })).toBe('missing');
  });

  it('gives plain data', () => {
    const report = judgeMachine(well, surroundings);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });
});
