import { BulkgenError } from '../../errors.ts';
import { waitUntilGone } from '../../system/process-identity.ts';
import { type LocalServer, runProgram } from './admin.ts';
import { assertStoreUnused, findServer } from './find-server.ts';

const millisecondsToGo = 10_000;

/**
 * Stops a server with `neo4j stop`, and returns when its process is gone and its store free; a stopped one is fine. Never
 * kills it, for its store would need recovery. Throws `target-unusable` before anything is changed, and `stop-failed`.
 */
export async function stopServer(local: LocalServer): Promise<void> {
  const server = await findServer(local);
  if (server) {
    const { exitCode, lastLines } = await runProgram(local, { kind: 'server', args: ['stop'] });
    if (!(await waitUntilGone(server, exitCode === 0 ? millisecondsToGo : 0))) {
      const reason =
        lastLines.findLast((line) => line.trim() !== '' && !line.includes('--verbose')) ?? 'it said nothing';
      throw new BulkgenError('stop-failed', `\`neo4j stop\` did not end Neo4j (process ${server.pid}): ${reason}`, {
        hint: `Its log is in ${local.folders.logs}. Give it more seconds with NEO4J_SHUTDOWN_TIMEOUT.`,
      });
    }
  }
  await assertStoreUnused(local);
}
