import { BulkgenError } from '../../errors.ts';
import { type DockerCall, runDocker } from './command.ts';
import { readDaemonAddress } from './endpoint.ts';

/** The user's `docker` and its daemon. */
export interface Daemon {
  readonly clientVersion: string;
  /** Undefined when the daemon does not answer. */
  readonly serverVersion: string | undefined;
  /** Why the daemon does not answer. */
  readonly refusal: BulkgenError | undefined;
  /** Where the client looks for the daemon: `unix:///var/run/docker.sock`. */
  readonly address: string;
  /** Undefined without the plugin. */
  readonly composeVersion: string | undefined;
}

/** Asks `docker` for its versions. Throws `no-docker` only when the command does not exist. */
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

/** The version in texts such as `Docker version 28.2.2, build e6534b4`. */
export function readVersion(text: string): string | undefined {
  return /version v?(\d[^\s,]*)/i.exec(text)?.[1];
}

function keepRefusal(error: unknown): BulkgenError {
  if (error instanceof BulkgenError) return error;
  throw error;
}
