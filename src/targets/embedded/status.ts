import { readFile } from 'node:fs/promises';
import { readPorts } from '../neo4j/settings.ts';
import type { OwnServerStatus } from '../own-server.ts';
import { findServer } from './server.ts';
import type { EmbeddedTarget } from './target.ts';

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
