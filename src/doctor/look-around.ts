import { type ChosenKind, chooseKind } from '../targets/choose-target.ts';
import { judgePlace } from './check-disk.ts';
import { type DockerFacts, lookAtDocker } from './check-docker.ts';
import { type EmbeddedFacts, lookAtEmbedded } from './check-embedded.ts';
import { type InstallationFacts, lookAtInstallations } from './check-installation.ts';
import { type JavaFacts, lookAtJava } from './check-java.ts';
import { lookAtMaven, type MavenFacts } from './check-maven.ts';
import { lookAtMemory, type MemoryFacts } from './check-memory.ts';
import { lookAtNode, type NodeFacts } from './check-node.ts';
import { lookAtPorts, type PortFacts } from './check-port.ts';
import type { Area } from './finding.ts';
import { look, type Seen } from './look.ts';
import { lookAtPlaces, type Place, type Use } from './places.ts';

/** All that was seen of a machine, before anything is judged. */
export interface Sight {
  readonly node: NodeFacts;
  readonly memory: MemoryFacts;
  readonly places: Seen<readonly Place[]>;
  readonly java: Seen<JavaFacts>;
  readonly maven: Seen<MavenFacts>;
  readonly docker: Seen<DockerFacts>;
  readonly installations: Seen<readonly InstallationFacts[]>;
  readonly embedded: Seen<EmbeddedFacts>;
  readonly ports: Seen<readonly PortFacts[]>;
  /** What `--target auto` takes. */
  readonly auto: Seen<ChosenKind>;
}

export interface LookAroundOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly folder: string;
  /** How long each look may take. */
  readonly seconds: number;
  readonly signal: AbortSignal | undefined;
}

/** Looks at everything at once, after the folders that the others open; nothing on the machine is changed. */
export async function lookAround({ env, folder, seconds, signal }: LookAroundOptions): Promise<Sight> {
  const limits = { seconds, signal };
  const places = await look('disk', () => lookAtPlaces({ env, folder, ...limits }), { seconds: 2 * seconds, signal });
  async function open<Facts>(
    area: Area,
    uses: readonly Use[],
    work: (limit: AbortSignal) => Promise<Facts>,
  ): Promise<Seen<Facts>> {
    const silent = places.facts?.find((place) => place.failure && uses.includes(place.use));
    const failure = silent && judgePlace(silent);
    return failure ? { failure } : look(area, work, limits);
  }
  const [java, maven, docker, installations, embedded, ports, auto] = await Promise.all([
    open('java', ['JAVA_HOME'], () => lookAtJava(env)),
    open('maven', ['JAVA_HOME'], (limit) => lookAtMaven(env, limit)),
    open('docker', [], (limit) => lookAtDocker({ env, signal: limit })),
    open('installation', ['JAVA_HOME', 'NEO4J_HOME'], (limit) => lookAtInstallations(env, limit)),
    open('embedded', ['data', 'cache'], () => lookAtEmbedded(env)),
    open('port', [], lookAtPorts),
    open('docker', ['data', 'cache'], (limit) => chooseKind({ env, signal: limit })),
  ]);
  const [node, memory] = [lookAtNode(), lookAtMemory()];
  return { node, memory, places, java, maven, docker, installations, embedded, ports, auto };
}
