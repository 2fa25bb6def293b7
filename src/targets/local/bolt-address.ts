import { readSetting, usualPorts } from '../neo4j/settings.ts';

export interface BoltAddress {
  /** An address of this machine where clients reach the server. */
  readonly host: string;
  readonly port: number;
  readonly uri: string;
}

/** Where a server with these settings answers Bolt. Undefined when Bolt is off. */
export function readBoltAddress(settings: string): BoltAddress | undefined {
  if (readSetting(settings, 'server.bolt.enabled') === 'false') return undefined;
  const listenAddress = readSetting(settings, 'server.bolt.listen_address') ?? '';
  const [, ownHost = '', port] = /^(.*?)(?::(\d+))?$/.exec(listenAddress) ?? [];
  const host = reachable(ownHost || (readSetting(settings, 'server.default_listen_address') ?? ''));
  // Certificates are seldom issued for a loopback address, and nothing can intercept it: `ssc` accepts any certificate.
  const scheme = readSetting(settings, 'server.bolt.tls_level') === 'REQUIRED' ? 'bolt+ssc' : 'bolt';
  const address = { host, port: port === undefined ? usualPorts.bolt : Number(port) };
  return { ...address, uri: `${scheme}://${host.includes(':') ? `[${host}]` : host}:${address.port}` };
}

/** A server that listens on every address or on localhost is reached at the loopback address. */
function reachable(host: string): string {
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  return ['', '0.0.0.0', '::', 'localhost'].includes(bare) ? '127.0.0.1' : bare;
}
