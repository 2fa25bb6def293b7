import { chooseJava, describeRange } from '../targets/java/find-java.ts';
import { javaRangeOf } from '../targets/neo4j/version.ts';
import type { Problem } from './check.ts';
import { evaluatePlace } from './check-disk.ts';
import type { EmbeddedFacts } from './check-embedded.ts';
import type { JavaFacts } from './check-java.ts';
import type { MavenFacts } from './check-maven.ts';
import type { Place } from './places.ts';
import type { ProbeResult } from './probe.ts';
import { describeReady, describeUnready, type Readiness } from './readiness.ts';

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
  const { version, servers } = embedded.facts;
  const server = servers.find((candidate) => candidate.version === version);
  const hasJars = server?.isProvisioned === true;
  const reasons: Reason[] = [];
  if (java.failure) reasons.push(java.failure);
  else if (!chooseJava(java.facts.javas, javaRangeOf(version))) reasons.push(describeMissingJava(version));
  if (!hasJars && maven.failure) reasons.push(maven.failure);
  for (const place of places) {
    if (place.use !== 'data' && (place.use !== 'cache' || hasJars)) continue;
    const problem = evaluatePlace(place);
    if (problem?.status === 'missing') reasons.push(problem);
  }
  if (reasons.length > 0) return describeUnready(reasons);
  if (!hasJars) return describeReady(`Neo4j ${version}, which Maven downloads first (128 MB)`);
  return describeReady(`Neo4j ${version}${server?.status?.running ? ', running' : ''}`);
}

function describeMissingJava(version: string): Reason {
  const range = javaRangeOf(version);
  const cure = `Install ${describeRange(range)} (Debian: \`apt-get install openjdk-${range.lowest}-jre-headless\`) or point JAVA_HOME at one.`;
  return { message: `Neo4j ${version} needs ${describeRange(range)}, which is not installed`, cure };
}
