import { BulkgenError } from '../../errors.ts';
import { checkPort, choosePort } from '../../system/port.ts';
import type { Ports } from './settings.ts';

/** The ports that the user asked for. */
export interface AskedPorts {
  readonly boltPort?: number | undefined;
  readonly httpPort?: number | undefined;
}

/**
 * Returns the ports that were asked for, else the preferred ports if they are free, else other free ports. Throws
 * `invalid-option` or `port-taken` when a port that was asked for cannot be used.
 */
export async function choosePorts(preferred: Ports, { boltPort, httpPort }: AskedPorts): Promise<Ports> {
  if (boltPort !== undefined) await checkPort(boltPort, '--bolt-port');
  if (httpPort !== undefined) await checkPort(httpPort, '--http-port');
  if (boltPort !== undefined && boltPort === httpPort) {
    throw new BulkgenError(
      'invalid-option',
      `Expected --bolt-port and --http-port to differ, got \`${boltPort}\` twice`,
    );
  }
  const bolt = boltPort ?? (await choosePort(preferred.bolt, httpPort === undefined ? [] : [httpPort]));
  return { bolt, http: httpPort ?? (await choosePort(preferred.http, [bolt])) };
}
