import type { ImportResult } from '../../import/import-graph.ts';
import type { Recovery } from '../../replacement/recover.ts';
import type { RestoredDump } from '../../snapshot/restore-dump.ts';
import type { Target } from '../../targets/target.ts';
import { formatSeconds } from './format.ts';
import { formatVerification } from './verification.ts';

/** The result of an import or a restore, and how long each step took; `server` is what `describeServer` returns. */
export function formatImport(verb: string, result: RestoredDump, seconds: number, server: string): string {
  const { uri, database, downtime, seconds: steps, basis, checks } = result;
  const verified = basis === 'dump' && checks.length === 0 ? 'counted' : 'verified';
  const unavailable = `The server was unavailable for ${formatSeconds(downtime)}, until everything was ${verified}\n`;
  const durations = Object.entries(steps).map(([name, duration]) => `${name} ${formatSeconds(duration)}`);
  return `${formatVerification(result)}
${verb} and ${verified} in ${formatSeconds(seconds)}: ${durations.join(', ')}
${downtime > 0 ? unavailable : ''}Database ${database} at ${uri}; ${server}
`;
}

/** The state of the server after an import, and the command for the next step. */
export async function describeServer(
  target: Target,
  { keptPrevious }: Pick<ImportResult, 'keptPrevious'>,
): Promise<string> {
  const kept = keptPrevious ? '; the previous store is kept: bulkgen recover --previous' : '';
  if (target.kind === 'embedded') return `how to log in: bulkgen neo4j status${kept}`;
  return `${(await target.isRunning()) ? 'the server is running' : 'the server is stopped, as it was before'}${kept}`;
}

/** What was done about a killed import, in a sentence. */
export function describeRecovery({ outcome, purpose, step, startedAt, aside }: Recovery): string {
  if (outcome === 'nothing') return 'No import was interrupted.';
  const { name, undone, finished } = recoveries[purpose ?? 'import'];
  const state = outcome === 'undone' ? undone : finished;
  const moved = aside.length === 0 ? '' : ` A store that was created in the meantime is now in ${aside.join(' and ')}.`;
  return `The ${name} of ${startedAt} was killed in step \`${step}\`: ${state}.${moved}`;
}

/** What was killed, and how it ends. A dump is always undone, which only starts or stops the server again. */
const recoveries = {
  import: {
    name: 'import or restore',
    undone: 'the database from before it is back',
    finished: 'the new database had been verified and is now final',
  },
  dump: { name: 'dump', undone: 'server and database are as they were before it', finished: 'it is complete' },
  return: {
    name: 'return to the previous store',
    undone: 'the database from before it is back',
    finished: 'the previous store is live',
  },
};
