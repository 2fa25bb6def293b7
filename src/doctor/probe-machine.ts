import { type ChosenKind, chooseKind } from '../targets/choose-target.ts';
import type { Area } from './check.ts';
import { evaluatePlace } from './check-disk.ts';
import { type DockerFacts, probeDocker } from './check-docker.ts';
import { type EmbeddedFacts, probeEmbedded } from './check-embedded.ts';
import { type InstallationFacts, probeInstallations } from './check-installation.ts';
import { type JavaFacts, probeJava } from './check-java.ts';
import { type MavenFacts, probeMaven } from './check-maven.ts';
import { type MemoryFacts, probeMemory } from './check-memory.ts';
import { type NodeFacts, probeNode } from './check-node.ts';
import { type PortFacts, probePorts } from './check-port.ts';
import { type Place, probePlaces, type Use } from './places.ts';
import { type ProbeResult, probe } from './probe.ts';

/** What the probes of a machine found, before it is evaluated. */
export interface MachineFacts {
  readonly node: NodeFacts;
  readonly memory: MemoryFacts;
  readonly places: ProbeResult<readonly Place[]>;
  readonly java: ProbeResult<JavaFacts>;
  readonly maven: ProbeResult<MavenFacts>;
  readonly docker: ProbeResult<DockerFacts>;
  readonly installations: ProbeResult<readonly InstallationFacts[]>;
  readonly embedded: ProbeResult<EmbeddedFacts>;
  readonly ports: ProbeResult<readonly PortFacts[]>;
  /** The choice of `--target auto`. */
  readonly auto: ProbeResult<ChosenKind>;
}

export interface ProbeMachineOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly folder: string;
  /** How long each probe may take. */
  readonly seconds: number;
  readonly signal: AbortSignal | undefined;
}

/** Probes the folders first and then everything else at once, and changes nothing. */
export async function probeMachine({ env, folder, seconds, signal }: ProbeMachineOptions): Promise<MachineFacts> {
  const limits = { seconds, signal };
  const places = await probe('disk', () => probePlaces({ env, folder, ...limits }), { seconds: 2 * seconds, signal });
  async function open<Facts>(
    area: Area,
    uses: readonly Use[],
    work: (limit: AbortSignal) => Promise<Facts>,
  ): Promise<ProbeResult<Facts>> {
    const unanswered = places.facts?.find((place) => place.failure && uses.includes(place.use));
    const failure = unanswered && evaluatePlace(unanswered);
    return failure ? { failure } : probe(area, work, limits);
  }
  const [java, maven, docker, installations, embedded, ports, auto] = await Promise.all([
    open('java', ['JAVA_HOME'], () => probeJava(env)),
    open('maven', ['JAVA_HOME'], (limit) => probeMaven(env, limit)),
    open('docker', [], (limit) => probeDocker({ env, signal: limit })),
    open('installation', ['JAVA_HOME', 'NEO4J_HOME'], (limit) => probeInstallations(env, limit)),
    open('embedded', ['data', 'cache'], () => probeEmbedded(env)),
    open('port', [], probePorts),
    open('docker', ['data', 'cache'], (limit) => chooseKind({ env, signal: limit })),
  ]);
  const [node, memory] = [probeNode(), probeMemory()];
  return { node, memory, places, java, maven, docker, installations, embedded, ports, auto };
}
