import { BulkgenError } from '../../errors.ts';
import { type DockerCall, runDocker } from './command.ts';
import { readDaemonAddress } from './endpoint.ts';

/** The user's `docker` and the daemon that it talks to. */
export interface Daemon {
  readonly clientVersion: string;
  /** Absent when none answers. */
  readonly serverVersion: string | undefined;
  /** Why none answers. */
  readonly refusal: BulkgenError | undefined;
  /** Where it is looked for: `unix:///var/run/docker.sock`. */
  readonly address: string;
  /** Absent without the plugin. */
  readonly composeVersion: string | undefined;
}

/** Asks `docker` for its versions; throws `no-docker` only when there is no such command. */
export async function readDaemon(call: DockerCall): Promise<Daemon> {
  const client = await runDocker(['--version'], call);
  const [compose, address, server] = await Promise.all([
    runDocker(['compose', 'version'], call).catch(() => ''), // an unknown command without the plugin
    readDaemonAddress(call),
    runDocker(['version', '--format', '{{.Server.Version}}'], call).catch(keepRefusal),
  ]);
  return {
    clientVersion: readVersion(client) ?? 'unknown',
    ...(typeof server === 'string'
      ? { serverVersion: server.trim(), refusal: undefined }
      : { serverVersion: undefined, refusal: server }),
    address,
    composeVersion: readVersion(compose),
  };
}

/** The version in `Docker version 28.2.2, build e6534b4` and its like. */
export function readVersion(text: string): string | undefined {
  return /version v?(\d[^\s,]*)/i.exec(text)?.[1];
}

function keepRefusal(error: unknown): BulkgenError {
  if (error instanceof BulkgenError) return error;
  throw error;
}
