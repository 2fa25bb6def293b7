import { lookup } from 'node:dns/promises';
import { networkInterfaces } from 'node:os';
import { BulkgenError } from '../errors.ts';

/** Where a server of Neo4j reaches this process. */
export interface CsvAddress {
  /** A name or an IP address, IPv6 without brackets. */
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
}

/** Reads `HOST` or `HOST:PORT`, with brackets around an IPv6 address. Throws `invalid-option`. */
export function parseCsvAddress(text = '127.0.0.1'): CsvAddress {
  const [, ipv6, name, port = '0'] = /^(?:\[([\da-fA-F:.]+)\]|([\w.-]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const host = ipv6 ?? name;
  if (host !== undefined && Number(port) <= 65_535) return { host, port: Number(port) };
  throw new BulkgenError('invalid-option', `Expected --csv-address to be HOST or HOST:PORT, got \`${text}\``);
}

/** Refuses an address in another form, and an address for a method that does not use it. Throws `invalid-option`. */
export function checkCsvAddress(text: string | undefined, method: string): void {
  if (text === undefined) return;
  parseCsvAddress(text);
  if (method === 'csv') return;
  throw new BulkgenError('invalid-option', `Expected --csv-address only with --method csv, got --method ${method}`);
}

/** The address to listen at: the given one if this machine has it, else every address, because another machine forwards it. */
export async function findListenHost({ host }: CsvAddress): Promise<string> {
  const { address } = await lookup(host).catch(() => ({ address: undefined }));
  const own = Object.values(networkInterfaces()).flatMap((interfaces) => interfaces ?? []);
  const isOwn = own.some((entry) => entry.address === address) || address?.startsWith('127.');
  return isOwn && address !== undefined ? address : '0.0.0.0';
}
