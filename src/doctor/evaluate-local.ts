import { describeError } from './check.ts';
import type { InstallationFacts } from './check-installation.ts';
import type { ProbeResult } from './probe.ts';
import { describeReady, describeUnready, type Readiness } from './readiness.ts';

/** Whether an import into an installed Neo4j can start: the one in NEO4J_HOME, or one that `--neo4j-home` can name. */
export function evaluateLocalTarget({ facts, failure }: ProbeResult<readonly InstallationFacts[]>): Readiness {
  if (failure) return describeUnready([failure]);
  const usable = facts.filter(({ server }) => server !== undefined);
  const [first] = [...usable.filter(({ source }) => source === 'NEO4J_HOME'), ...usable];
  if (first?.server) {
    const message = `Neo4j ${first.server.version} in ${first.home}`;
    if (first.source === 'NEO4J_HOME') return describeReady(message);
    return describeReady(`${message}; name it`, `--neo4j-home ${first.home}`);
  }
  if (facts.length > 0) return describeUnready(facts.map(({ error }) => describeError('installation', error)));
  const cure = 'Install Neo4j 5 or newer, and name its folder with NEO4J_HOME or --neo4j-home.';
  return describeUnready([{ message: 'No installed Neo4j was found', cure }]);
}
