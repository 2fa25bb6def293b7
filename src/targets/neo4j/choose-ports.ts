import { BulkgenError } from '../../errors.ts';
import { checkPort, choosePort } from '../../system/port.ts';
import type { Ports } from './settings.ts';

/** The ports that the user asked for. */
export interface AskedPorts {
  readonly boltPort?: number | undefined;
  readonly httpPort?: number | undefined;
}

/** The ports asked for if they can be had, otherwise the preferred ones if they are free, otherwise free ones. */
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
