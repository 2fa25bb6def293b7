import { chooseJava, describeRange, type Java, listJavas } from '../targets/java/find-java.ts';
import { isCalendarVersion, javaRangeOf, neo4jVersions } from '../targets/neo4j/version.ts';
import type { Finding } from './finding.ts';

export interface JavaFacts {
  readonly javas: readonly Java[];
  /** What JAVA_HOME names, when there is no Java. */
  readonly brokenHome: string | undefined;
}

export async function lookAtJava(env: NodeJS.ProcessEnv): Promise<JavaFacts> {
  const home = env['JAVA_HOME'];
  const [javas, atHome] = await Promise.all([listJavas({ env }), listJavas({ env: { JAVA_HOME: home }, places: [] })]);
  return { javas, brokenHome: home && atHome.length === 0 ? home : undefined };
}

/** Which Neo4j each Java runs, and which Neo4j none does. */
export function judgeJava({ javas, brokenHome }: JavaFacts): readonly Finding[] {
  const findings: Finding[] = javas.map(describeJava);
  for (const version of neo4jVersions) {
    const range = javaRangeOf(version);
    if (chooseJava(javas, range)) continue;
    const isAlone = neo4jVersions.some((other) => chooseJava(javas, javaRangeOf(other)));
    findings.push({
      area: 'java',
      status: isAlone ? 'warning' : 'missing',
      message: `There is no Java for Neo4j ${nameLine(version)}, which needs ${describeRange(range)}`,
      cure: `Install it (Debian: \`apt-get install openjdk-${range.lowest}-jre-headless\`) or point JAVA_HOME at one.`,
      facts: { neo4j: version, ...range },
    });
  }
  if (brokenHome !== undefined) findings.push(describeBrokenHome(brokenHome));
  return findings;
}

/** `5.26`, `2026`: the line of releases that a version belongs to. */
export function nameLine(version: string): string {
  return version
    .split('.')
    .slice(0, isCalendarVersion(version) ? 1 : 2)
    .join('.');
}

function describeJava(java: Java): Finding {
  const runs = neo4jVersions.filter((version) => chooseJava([java], javaRangeOf(version)));
  const use = runs.length === 0 ? 'runs no Neo4j' : `runs Neo4j ${runs.map(nameLine).join(' and ')}`;
  const message = `Java ${java.version} ${use} (${java.executable})`;
  return { area: 'java', status: 'ok', message, facts: { ...java, runs } };
}

function describeBrokenHome(home: string): Finding {
  return {
    area: 'java',
    status: 'warning',
    message: `JAVA_HOME names ${home}, where there is no bin/java; Maven and Neo4j's own scripts do not start so`,
    cure: 'Point JAVA_HOME at a Java, or unset it.',
    facts: { javaHome: home },
  };
}
