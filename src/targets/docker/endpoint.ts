import { BulkgenError } from '../../errors.ts';
import { type DockerCall, runDocker } from './command.ts';
import type { Container } from './container.ts';

/** Where the client looks for the daemon: `unix:///var/run/docker.sock`. */
export async function readDaemonAddress(call: DockerCall): Promise<string> {
  const context = ['context', 'inspect', '--format', '{{.Endpoints.docker.Host}}'];
  return (call.env['DOCKER_HOST'] || (await runDocker(context, call))).trim();
}

/** The host in a daemon's address; undefined for this machine. */
export function readHost(daemonAddress: string): string | undefined {
  if (!/^(?:tcp|ssh|https?):\/\//.test(daemonAddress)) return undefined;
  return new URL(daemonAddress.replace(/^\w+:/, 'http:')).hostname || undefined;
}

/** The host of the daemon; undefined for this machine. */
export async function findDaemonHost(call: DockerCall): Promise<string | undefined> {
  return readHost(await readDaemonAddress(call));
}

/** `bolt://host:port` at which this machine reaches a container's server. Throws `target-unusable` when it cannot. */
export function findBoltUri({ name, network }: Container, boltPort: number, daemonHost: string | undefined): string {
  const local = daemonHost ?? '127.0.0.1';
  if (network.isHost) return `bolt://${local}:${boltPort}`;
  const published = network.published[`${boltPort}/tcp`]?.find(
    ({ address }) => !address.includes(':') || address === '::',
  );
  if (published) {
    const host = /^(0\.0\.0\.0|::|)$/.test(published.address) ? local : published.address;
    return `bolt://${host}:${published.port || boltPort}`;
  }
  // A daemon on Linux has its networks on this machine. Docker Desktop has them in a virtual machine.
  const [address] = network.addresses;
  if (address !== undefined && daemonHost === undefined && process.platform === 'linux')
    return `bolt://${address}:${boltPort}`;
  throw new BulkgenError('target-unusable', `Container \`${name}\` does not publish its Bolt port, ${boltPort}`, {
    hint: `Create the container again with \`--publish 127.0.0.1:${boltPort}:${boltPort}\`, or name its address with --uri.`,
  });
}
