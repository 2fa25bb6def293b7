import { readSetting, usualPorts } from '../neo4j/settings.ts';

export interface BoltAddress {
  /** An address of this machine that a client can reach it at. */
  readonly host: string;
  readonly port: number;
  readonly uri: string;
}

/** Where the server of these settings answers Bolt; nothing where it does not. */
export function readBoltAddress(settings: string): BoltAddress | undefined {
  if (readSetting(settings, 'server.bolt.enabled') === 'false') return undefined;
  const listens = readSetting(settings, 'server.bolt.listen_address') ?? '';
  const [, ownHost = '', port] = /^(.*?)(?::(\d+))?$/.exec(listens) ?? [];
  const host = reachable(ownHost || (readSetting(settings, 'server.default_listen_address') ?? ''));
  // Its certificate is seldom made for a loopback address; nobody stands between.
  const scheme = readSetting(settings, 'server.bolt.tls_level') === 'REQUIRED' ? 'bolt+ssc' : 'bolt';
  const address = { host, port: port === undefined ? usualPorts.bolt : Number(port) };
  return { ...address, uri: `${scheme}://${host.includes(':') ? `[${host}]` : host}:${address.port}` };
}

/** A server that listens everywhere, or on the local host, is reached at the loopback address. */
function reachable(host: string): string {
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  return ['', '0.0.0.0', '::', 'localhost'].includes(bare) ? '127.0.0.1' : bare;
}
