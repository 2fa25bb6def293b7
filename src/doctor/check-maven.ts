import { readMavenVersion } from '../targets/embedded/run-maven.ts';
import { listJavas } from '../targets/java/find-java.ts';
import type { Finding } from './finding.ts';
import type { Seen } from './look.ts';

export interface MavenFacts {
  readonly version: string;
}

export async function lookAtMaven(env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<MavenFacts> {
  const [java] = await listJavas({ env });
  return { version: await readMavenVersion({ java, env, signal }) };
}

/** Maven only fetches the jars of an embedded server, so where they are it is not missed. */
export function judgeMaven({ facts, failure }: Seen<MavenFacts>, isNeeded: boolean): readonly Finding[] {
  if (failure) {
    if (isNeeded) return [failure];
    const message = `${failure.message}; it is needed only to fetch another Neo4j`;
    return [{ ...failure, status: 'warning', message }];
  }
  return [{ area: 'maven', status: 'ok', message: `Maven ${facts.version}`, facts: { ...facts } }];
}
