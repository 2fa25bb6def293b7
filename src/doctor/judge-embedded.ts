import { chooseJava, describeRange } from '../targets/java/find-java.ts';
import { javaRangeOf } from '../targets/neo4j/version.ts';
import { judgePlace } from './check-disk.ts';
import type { EmbeddedFacts } from './check-embedded.ts';
import type { JavaFacts } from './check-java.ts';
import type { MavenFacts } from './check-maven.ts';
import type { Unwell } from './finding.ts';
import type { Seen } from './look.ts';
import type { Place } from './places.ts';
import { describeReady, describeUnready, type Readiness } from './readiness.ts';

export interface EmbeddedEvidence {
  readonly embedded: Seen<EmbeddedFacts>;
  readonly java: Seen<JavaFacts>;
  readonly maven: Seen<MavenFacts>;
  readonly places: readonly Place[];
}

type Reason = Pick<Unwell, 'message' | 'cure'>;

/** Whether an import could go into an embedded server, fetched and made for it where there is none. */
export function judgeEmbeddedTarget({ embedded, java, maven, places }: EmbeddedEvidence): Readiness {
  if (embedded.failure) return describeUnready([embedded.failure]);
  const { version, servers } = embedded.facts;
  const server = servers.find((one) => one.version === version);
  const hasJars = server?.isProvisioned === true;
  const reasons: Reason[] = [];
  if (java.failure) reasons.push(java.failure);
  else if (!chooseJava(java.facts.javas, javaRangeOf(version))) reasons.push(missesJava(version));
  if (!hasJars && maven.failure) reasons.push(maven.failure);
  for (const place of places) {
    if (place.use !== 'data' && (place.use !== 'cache' || hasJars)) continue;
    const unwell = judgePlace(place);
    if (unwell?.status === 'missing') reasons.push(unwell);
  }
  if (reasons.length > 0) return describeUnready(reasons);
  if (!hasJars) return describeReady(`Neo4j ${version}, which Maven would fetch first (128 MB)`);
  return describeReady(`Neo4j ${version}${server?.status?.running ? ', running' : ''}`);
}

function missesJava(version: string): Reason {
  const range = javaRangeOf(version);
  const cure = `Install ${describeRange(range)} (Debian: \`apt-get install openjdk-${range.lowest}-jre-headless\`) or point JAVA_HOME at one.`;
  return { message: `Neo4j ${version} needs ${describeRange(range)}, and none is here`, cure };
}
