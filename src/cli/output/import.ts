import type { ImportResult } from '../../import/import-graph.ts';
import type { Target } from '../../targets/target.ts';
import { formatSeconds } from './format.ts';
import { formatProof } from './proof.ts';

/** What an import, or what works as one, has made, and how long each step took. */
export function formatImport(done: string, result: ImportResult, seconds: number, after: string): string {
  const { uri, database, downtime, seconds: steps } = result;
  const away = downtime > 0 ? `From its stop to the last proof the server took ${formatSeconds(downtime)}\n` : '';
  const spent = Object.entries(steps).map(([name, time]) => `${name} ${formatSeconds(time)}`);
  return `${formatProof(result)}
${done} and proven in ${formatSeconds(seconds)}: ${spent.join(', ')}
${away}Database ${database} at ${uri}; ${after}
`;
}

/** How the server is afterwards, and what else there is to know of it. */
export async function sayState(target: Target, { keptPrevious }: ImportResult): Promise<string> {
  const kept = keptPrevious ? '; the store before is kept: bulkgen recover --previous' : '';
  if (target.kind === 'embedded') return `how to log in: bulkgen neo4j status${kept}`;
  return `${(await target.isRunning()) ? 'the server is running' : 'the server is stopped, as it was before'}${kept}`;
}
