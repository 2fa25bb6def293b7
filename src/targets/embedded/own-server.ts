import { readFile } from 'node:fs/promises';
import { readPorts } from '../neo4j/settings.ts';
import type { OwnServer, OwnServerStatus } from '../own-server.ts';
import { followTail, readTail } from './follow-log.ts';
import { removeEmbedded } from './remove.ts';
import { findServer } from './server.ts';
import type { EmbeddedTarget } from './target.ts';

/** The embedded server as `OwnServer` describes it. */
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

/** Reads the state of an embedded server from its files and the process list. */
export async function readStatus({ home, version }: EmbeddedTarget): Promise<OwnServerStatus> {
  const server = await findServer(home);
  const { bolt, http } = readPorts(await readFile(home.settings, 'utf8'));
  return {
    running: server !== undefined,
    version,
    uri: `bolt://127.0.0.1:${bolt}`,
    httpUri: `http://127.0.0.1:${http}`,
    username: 'neo4j',
    passwordFile: home.password,
    home: home.folder,
    ...(server && { pid: server.pid }),
  };
}
