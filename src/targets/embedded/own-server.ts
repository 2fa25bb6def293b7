import type { OwnServer } from '../own-server.ts';
import { followTail, readTail } from './follow-log.ts';
import { removeEmbedded } from './remove.ts';
import { readStatus } from './status.ts';
import type { EmbeddedTarget } from './target.ts';

/** The embedded server as one that bulkgen looks after. */
export function createEmbeddedServer(target: EmbeddedTarget, env?: NodeJS.ProcessEnv): OwnServer {
  const { home, version } = target;
  return {
    name: `Neo4j ${version}`,
    place: home.folder,
    log: { path: home.neo4jLog },
    readStatus: () => readStatus(target),
    openTarget: async () => target,
    stop: () => target.stop(),
    readLog: (lines) => readTail(home.neo4jLog, lines),
    followLog: (options) => followTail(home.neo4jLog, options),
    remove: (options) => removeEmbedded(target, { ...options, ...(env && { env }) }),
  };
}
