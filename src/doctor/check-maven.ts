import { readMavenVersion } from '../targets/embedded/run-maven.ts';
import { listJavas } from '../targets/java/find-java.ts';
import type { Check } from './check.ts';
import type { ProbeResult } from './probe.ts';

export interface MavenFacts {
  readonly version: string;
}

export async function probeMaven(env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<MavenFacts> {
  const [java] = await listJavas({ env });
  return { version: await readMavenVersion({ java, env, signal }) };
}

/** Maven only downloads the jars of an embedded server, so its absence is a warning where the jars are present. */
export function evaluateMaven({ facts, failure }: ProbeResult<MavenFacts>, isNeeded: boolean): readonly Check[] {
  if (failure) {
    if (isNeeded) return [failure];
    const message = `${failure.message}; Maven is needed only to download another version of Neo4j`;
    return [{ ...failure, status: 'warning', message }];
  }
  return [{ area: 'maven', status: 'ok', message: `Maven ${facts.version}`, facts: { ...facts } }];
}
