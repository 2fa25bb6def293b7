import { checkOptions } from '../options/check-options.ts';
import { nameOwnProject } from '../targets/docker/compose/labels.ts';
import type { Check } from './check.ts';
import { evaluateContainers } from './check-container.ts';
import { evaluateDisk } from './check-disk.ts';
import { evaluateDocker } from './check-docker.ts';
import { type EmbeddedFacts, evaluateEmbedded } from './check-embedded.ts';
import { evaluateInstallations } from './check-installation.ts';
import { evaluateJava } from './check-java.ts';
import { evaluateMaven } from './check-maven.ts';
import { evaluateMemory } from './check-memory.ts';
import { evaluateNode } from './check-node.ts';
import { evaluatePorts, findOwners } from './check-port.ts';
import {
  type AutoChoice,
  evaluateAuto,
  evaluateDockerTarget,
  evaluateEmbeddedTarget,
  evaluateLocalTarget,
  type Readinesses,
} from './evaluate-targets.ts';
import type { ProbeResult } from './probe.ts';
import { type MachineFacts, probeMachine } from './probe-machine.ts';

/** Where an import would start. */
export interface ExamineOptions {
  /** Environment variables in place of `process.env`. */
  readonly env?: NodeJS.ProcessEnv;
  /** The folder in which an import would start. */
  readonly folder?: string;
  /** How long each probe may take. All probes together take at most twice that. */
  readonly seconds?: number;
  /** Stops the work with the error `interrupted`, whose cause is the reason of the signal. */
  readonly signal?: AbortSignal | undefined;
}

/** What a machine has for an import, and what is missing. */
export interface MachineReport {
  /** Whether any target can import now. */
  readonly canImport: boolean;
  readonly auto: AutoChoice;
  readonly targets: Readinesses;
  /** In the order of `areas`. */
  readonly findings: readonly Check[];
}

/**
 * Checks what this machine has for an import and what is missing, and changes nothing. A probe that fails or takes too
 * long is a check with a problem. Throws only when the signal fires.
 */
export async function examineMachine(options: ExamineOptions = {}): Promise<MachineReport> {
  checkOptions('examineMachine', options, { env: 'any', folder: 'any', seconds: 'any', signal: 'signal' });
  const { env = process.env, folder = process.cwd(), seconds = 10, signal } = options;
  return evaluateMachine(await probeMachine({ env, folder, seconds, signal }), { env, folder });
}

/** Turns the facts of a machine into a report. */
export function evaluateMachine(
  machine: MachineFacts,
  { env, folder }: Required<Pick<ExamineOptions, 'env' | 'folder'>>,
) {
  const { places, java, maven, docker, installations, embedded } = machine;
  const targets: Readinesses = {
    docker: evaluateDockerTarget(docker, { folder, project: nameOwnProject(env) }),
    local: evaluateLocalTarget(installations),
    embedded: evaluateEmbeddedTarget({ embedded, java, maven, places: places.facts ?? [] }),
  };
  return {
    canImport: Object.values(targets).some(({ canImport }) => canImport),
    auto: evaluateAuto(machine.auto, targets),
    targets,
    findings: dropRepeated(evaluateAreas(machine, env)),
  } satisfies MachineReport;
}

function evaluateAreas(machine: MachineFacts, env: NodeJS.ProcessEnv): readonly Check[] {
  const { docker, installations, embedded } = machine;
  const owners = findOwners({
    docker: docker.facts,
    installations: installations.facts,
    embedded: embedded.facts,
  });
  return [
    ...evaluateNode(machine.node),
    ...evaluate(machine.java, evaluateJava),
    ...evaluateMaven(machine.maven, needsMaven(embedded)),
    ...evaluate(docker, evaluateDocker),
    ...evaluate(docker, (facts) => evaluateContainers(facts, env)),
    ...evaluate(installations, (facts) => evaluateInstallations(facts, env)),
    ...evaluate(embedded, evaluateEmbedded),
    ...evaluateMemory(machine.memory),
    ...evaluate(machine.places, evaluateDisk),
    ...evaluate(machine.ports, (facts) => evaluatePorts(facts, owners)),
  ];
}

function evaluate<Facts>(
  { facts, failure }: ProbeResult<Facts>,
  evaluateFacts: (facts: Facts) => readonly Check[],
): readonly Check[] {
  return failure ? [failure] : evaluateFacts(facts);
}

function needsMaven({ facts }: ProbeResult<EmbeddedFacts>): boolean {
  return !facts?.servers.some(({ version, isProvisioned }) => version === facts.version && isProvisioned);
}

/** One cause, such as a drive that does not answer, may stop several probes. */
function dropRepeated(checks: readonly Check[]): readonly Check[] {
  return [...new Map(checks.map((check) => [check.message, check])).values()];
}
