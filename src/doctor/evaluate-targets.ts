import { BulkgenError } from '../errors.ts';
import { formatBytes } from '../system/format-number.ts';
import { quotePath, quoteWord } from '../system/quote-word.ts';
import type { ChosenKind } from '../targets/choose-target.ts';
import { chooseContainer, type Surroundings } from '../targets/docker/find-container.ts';
import { jarBytesOf } from '../targets/embedded/installation.ts';
import { explainVersion } from '../targets/embedded/requirements.ts';
import type { TargetKind } from '../targets/target.ts';
import { describeError, type Problem } from './check.ts';
import { explainUnusable } from './check-container.ts';
import { evaluatePlace } from './check-disk.ts';
import type { DockerFacts } from './check-docker.ts';
import type { EmbeddedFacts, EmbeddedServer } from './check-embedded.ts';
import type { InstallationFacts } from './check-installation.ts';
import type { JavaFacts } from './check-java.ts';
import type { MavenFacts } from './check-maven.ts';
import type { Place } from './places.ts';
import type { ProbeResult } from './probe.ts';
import { describeReady, describeUnready, type Readiness } from './readiness.ts';

/** Whether each kind of target could be imported into. */
export type Readinesses = Readonly<Record<TargetKind, Readiness>>;

/** The target that an import without `--target` uses. */
export interface AutoChoice {
  /** Null when bulkgen cannot choose. */
  readonly kind: TargetKind | null;
  /** Why it uses that target. */
  readonly reason: string;
  /** Whether the import works without another option. */
  readonly canImport: boolean;
}

/** The target that `--target auto` chooses, and whether an import into it can start. */
export function evaluateAuto({ facts, failure }: ProbeResult<ChosenKind>, targets: Readinesses): AutoChoice {
  if (failure) return { kind: null, reason: failure.message, canImport: false };
  const { kind, reason } = facts;
  const { canImport, option, message } = targets[kind];
  return { kind, reason: reason || message, canImport: canImport && option === null };
}

/** Whether an import into a container can start from these surroundings. */
export function evaluateDockerTarget({ facts, failure }: ProbeResult<DockerFacts>, around: Surroundings): Readiness {
  if (failure) return describeUnready([failure]);
  const { daemon, containers, host } = facts;
  if (daemon.refusal) return describeUnready([describeError('docker', daemon.refusal)]);
  try {
    const { container, reason } = chooseContainer(containers, around);
    const error = explainUnusable(container, host);
    if (!error) return describeReady(`container \`${container.name}\`, ${reason}`);
    return describeUnready([describeError('container', error)]);
  } catch (error) {
    if (!(error instanceof BulkgenError)) throw error;
    const usable = containers.filter((container) => !explainUnusable(container, host)).map(({ name }) => name);
    if (usable.length === 0) return describeUnready([describeError('container', error)]);
    return describeReady(
      `${containers.length} Neo4j containers; name one of them`,
      `--container ${quoteWord(usable[0]!)}`,
    );
  }
}

export interface EmbeddedResults {
  readonly embedded: ProbeResult<EmbeddedFacts>;
  readonly java: ProbeResult<JavaFacts>;
  readonly maven: ProbeResult<MavenFacts>;
  readonly places: readonly Place[];
}

type Reason = Pick<Problem, 'message' | 'cure'>;

/** Whether an import into an embedded server can start; where there is none, the import creates one. */
export function evaluateEmbeddedTarget({ embedded, java, maven, places }: EmbeddedResults): Readiness {
  if (embedded.failure) return describeUnready([embedded.failure]);
  const { version, lack, servers } = embedded.facts;
  const server = servers.find((candidate) => candidate.version === version);
  const hasJars = server?.isProvisioned === true;
  const reasons: Reason[] = [];
  if (java.failure) reasons.push(java.failure);
  else if (lack) reasons.push(describeError('embedded', lack));
  else if (!hasJars && maven.failure) reasons.push(maven.failure);
  for (const place of places) {
    if (place.use !== 'data' && (place.use !== 'cache' || hasJars)) continue;
    const problem = evaluatePlace(place);
    if (problem?.status === 'missing') reasons.push(problem);
  }
  if (reasons.length > 0) return describeUnready(reasons);
  const reason = server?.status ? '' : explainVersion(version);
  return describeReady(`Neo4j ${version}${describeState(version, server)}${reason && `, ${reason}`}`);
}

function describeState(version: string, server: EmbeddedServer | undefined): string {
  if (!server?.isProvisioned) return `, which Maven downloads first (${formatBytes(jarBytesOf(version))})`;
  return server.status?.running ? ', running' : '';
}

/** Whether an import into an installed Neo4j can start: the one in NEO4J_HOME, or one that `--neo4j-home` can name. */
export function evaluateLocalTarget({ facts, failure }: ProbeResult<readonly InstallationFacts[]>): Readiness {
  if (failure) return describeUnready([failure]);
  const usable = facts.filter(({ server }) => server !== undefined);
  const [first] = [...usable.filter(({ source }) => source === 'NEO4J_HOME'), ...usable];
  if (first?.server) {
    const message = `Neo4j ${first.server.version} in ${first.home}`;
    if (first.source === 'NEO4J_HOME') return describeReady(message);
    return describeReady(`${message}; name it`, `--neo4j-home ${quotePath(first.home)}`);
  }
  if (facts.length > 0) return describeUnready(facts.map(({ error }) => describeError('installation', error)));
  const cure = 'Install Neo4j 5 or newer, and name its folder with NEO4J_HOME or --neo4j-home.';
  return describeUnready([{ message: 'No installed Neo4j was found', cure }]);
}
