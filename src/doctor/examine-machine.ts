import { nameOwnProject } from '../targets/docker/compose/labels.ts';
import { judgeContainers } from './check-container.ts';
import { judgeDisk } from './check-disk.ts';
import { judgeDocker } from './check-docker.ts';
import { type EmbeddedFacts, judgeEmbedded } from './check-embedded.ts';
import { judgeInstallations } from './check-installation.ts';
import { judgeJava } from './check-java.ts';
import { judgeMaven } from './check-maven.ts';
import { judgeMemory } from './check-memory.ts';
import { judgeNode } from './check-node.ts';
import { findOwners, judgePorts } from './check-port.ts';
import type { Finding } from './finding.ts';
import { type AutoChoice, judgeAuto, type Readinesses } from './judge-auto.ts';
import { judgeDockerTarget } from './judge-docker.ts';
import { judgeEmbeddedTarget } from './judge-embedded.ts';
import { judgeLocalTarget } from './judge-local.ts';
import type { Seen } from './look.ts';
import { lookAround, type Sight } from './look-around.ts';

export interface ExamineOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** The folder that an import would be begun in. */
  readonly folder?: string;
  /** How long each look may take; all of them take twice that at most. */
  readonly seconds?: number;
  readonly signal?: AbortSignal | undefined;
}

export interface MachineReport {
  /** Whether any target can import now. */
  readonly canImport: boolean;
  readonly auto: AutoChoice;
  readonly targets: Readinesses;
  /** In the order of `areas`. */
  readonly findings: readonly Finding[];
}

/**
 * Says what this machine has for an import, and what it lacks; nothing is changed. A look that fails or takes too long is
 * a finding. Throws only when the signal fires.
 */
export async function examineMachine(options: ExamineOptions = {}): Promise<MachineReport> {
  const { env = process.env, folder = process.cwd(), seconds = 10, signal } = options;
  return judgeMachine(await lookAround({ env, folder, seconds, signal }), { env, folder });
}

/** Judges what was seen. */
export function judgeMachine(sight: Sight, { env, folder }: Required<Pick<ExamineOptions, 'env' | 'folder'>>) {
  const { places, java, maven, docker, installations, embedded } = sight;
  const targets: Readinesses = {
    docker: judgeDockerTarget(docker, { folder, project: nameOwnProject(env) }),
    local: judgeLocalTarget(installations),
    embedded: judgeEmbeddedTarget({ embedded, java, maven, places: places.facts ?? [] }),
  };
  return {
    canImport: Object.values(targets).some(({ canImport }) => canImport),
    auto: judgeAuto(sight.auto, targets),
    targets,
    findings: dropRepeated(judgeAreas(sight, env)),
  } satisfies MachineReport;
}

function judgeAreas(sight: Sight, env: NodeJS.ProcessEnv): readonly Finding[] {
  const { docker, installations, embedded } = sight;
  const owners = findOwners({
    docker: docker.facts,
    installations: installations.facts,
    embedded: embedded.facts,
  });
  return [
    ...judgeNode(sight.node),
    ...judge(sight.java, judgeJava),
    ...judgeMaven(sight.maven, needsMaven(embedded)),
    ...judge(docker, judgeDocker),
    ...judge(docker, (facts) => judgeContainers(facts, env)),
    ...judge(installations, (facts) => judgeInstallations(facts, env)),
    ...judge(embedded, judgeEmbedded),
    ...judgeMemory(sight.memory),
    ...judge(sight.places, judgeDisk),
    ...judge(sight.ports, (facts) => judgePorts(facts, owners)),
  ];
}

function judge<Facts>(
  { facts, failure }: Seen<Facts>,
  judgement: (facts: Facts) => readonly Finding[],
): readonly Finding[] {
  return failure ? [failure] : judgement(facts);
}

function needsMaven({ facts }: Seen<EmbeddedFacts>): boolean {
  return !facts?.servers.some(({ version, isProvisioned }) => version === facts.version && isProvisioned);
}

/** One cause, such as a drive that does not answer, may stop several looks. */
function dropRepeated(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((finding) => [finding.message, finding])).values()];
}
