import { BulkgenError } from '../../errors.ts';
import { type DockerCall, runDocker } from './command.ts';
import type { Container } from './container.ts';

/** Where the daemon is looked for: `unix:///var/run/docker.sock`. */
export async function readDaemonAddress(call: DockerCall): Promise<string> {
  const context = ['context', 'inspect', '--format', '{{.Endpoints.docker.Host}}'];
  return (call.env['DOCKER_HOST'] || (await runDocker(context, call))).trim();
}

/** The machine in a daemon's address; undefined for this one. */
export function readHost(daemonAddress: string): string | undefined {
  if (!/^(?:tcp|ssh|https?):\/\//.test(daemonAddress)) return undefined;
  return new URL(daemonAddress.replace(/^\w+:/, 'http:')).hostname || undefined;
}

/** Where the daemon's machine is reached: undefined for this one. */
export async function findDaemonHost(call: DockerCall): Promise<string | undefined> {
  return readHost(await readDaemonAddress(call));
}

/** `bolt://host:port` of a container's server, as this machine reaches it. Throws `target-unusable` when it does not. */
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
  // The bridges of a daemon on this machine are its own networks; Docker Desktop's are in a machine of their own.
  const [address] = network.addresses;
  if (address !== undefined && daemonHost === undefined && process.platform === 'linux')
    return `bolt://${address}:${boltPort}`;
  throw new BulkgenError('target-unusable', `Container \`${name}\` does not publish the port of Bolt, ${boltPort}`, {
    hint: `Make it anew with \`--publish 127.0.0.1:${boltPort}:${boltPort}\`, or say with --uri where it answers.`,
  });
}
