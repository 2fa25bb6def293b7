import { chooseJava, describeRange, type Java, listJavas, nameJavaPackage } from '../targets/java/find-java.ts';
import { javaRangeOf, nameLine, neo4jVersions } from '../targets/neo4j/version.ts';
import type { Check } from './check.ts';

/** The Java installations of this machine. */
export interface JavaFacts {
  readonly javas: readonly Java[];
  /** The value of JAVA_HOME when there is no Java in it. */
  readonly brokenHome: string | undefined;
}

/** Finds every Java installation, and a JAVA_HOME that leads to none. */
export async function probeJava(env: NodeJS.ProcessEnv): Promise<JavaFacts> {
  const home = env['JAVA_HOME'];
  const [javas, atHome] = await Promise.all([listJavas({ env }), listJavas({ env: { JAVA_HOME: home }, places: [] })]);
  return { javas, brokenHome: home && atHome.length === 0 ? home : undefined };
}

/** One check for each Java, and one for each Neo4j that none of them can run. */
export function evaluateJava({ javas, brokenHome }: JavaFacts): readonly Check[] {
  const checks: Check[] = javas.map(describeJava);
  for (const version of neo4jVersions) {
    const range = javaRangeOf(version);
    if (chooseJava(javas, range)) continue;
    const canRunOther = neo4jVersions.some((other) => chooseJava(javas, javaRangeOf(other)));
    checks.push({
      area: 'java',
      status: canRunOther ? 'warning' : 'missing',
      message: `Neo4j ${nameLine(version)} needs ${describeRange(range)}, which is not installed`,
      cure: `Install that Java (Debian: \`apt-get install ${nameJavaPackage(range)}\`) or point JAVA_HOME at one.`,
      facts: { neo4j: version, ...range },
    });
  }
  if (brokenHome !== undefined) checks.push(describeBrokenHome(brokenHome));
  return checks;
}

function describeJava(java: Java): Check {
  const runs = neo4jVersions.filter((version) => chooseJava([java], javaRangeOf(version)));
  const purpose = runs.length === 0 ? 'cannot run Neo4j' : `runs Neo4j ${runs.map(nameLine).join(' and ')}`;
  const message = `Java ${java.version} ${purpose} (${java.executable})`;
  return { area: 'java', status: 'ok', message, facts: { ...java, runs } };
}

function describeBrokenHome(home: string): Check {
  return {
    area: 'java',
    status: 'warning',
    message: `JAVA_HOME is ${home}, which has no bin/java; Maven and Neo4j's scripts cannot start`,
    cure: 'Point JAVA_HOME at a Java, or unset JAVA_HOME.',
    facts: { javaHome: home },
  };
}
