import { endCell, writeText } from '../../../model/byte-buffer.ts';
import type { Column } from '../../../model/column/column.ts';
import { ipAddress } from '../../../model/column/ip-address.ts';
import { longHosts } from '../structure/addresses.ts';

/**
 * An address within an estate. A cell below 2^32 is an IPv4 address; above it, an IPv6 address fd00:0:SITE::HOST.
 */
export function networkAddress(): Column<[address: number], string> {
  const short = ipAddress();
  return {
    ...short,
    maxBytes: Math.max(short.maxBytes, 'fd00:ffff:ffff::ffff:ffff:ffff,'.length),
    writer(out, context) {
      const write = short.writer(out, context);
      return (address) => {
        if (address < 2 ** 32) return write(address);
        writeText(out, formatLong(address));
        endCell(out);
      };
    },
    reader(context) {
      const read = short.reader(context);
      return (address) => (address < 2 ** 32 ? read(address) : formatLong(address));
    },
  };
}

/** The prefix of a site: `10.4.0.0/14` or `fd00:0:1f::/48`. */
export function formatPrefix(network: number, hostBits: number): string {
  if (network < 2 ** 32)
    return `${[24, 16, 8, 0].map((shift) => (network >>> shift) & 255).join('.')}/${32 - hostBits}`;
  return `${formatLong(network)}/${128 - hostBits}`;
}

/** In the short form of RFC 5952: `::` stands for the first of the longest runs of groups that are 0. */
function formatLong(address: number): string {
  const site = Math.floor((address - 2 ** 32) / longHosts);
  const host = (address - 2 ** 32) % longHosts;
  const start = trimZeros([0xfd00, Math.floor(site / 2 ** 16), site % 2 ** 16], 'end');
  const end = trimZeros([Math.floor(host / 2 ** 32), Math.floor(host / 2 ** 16) % 2 ** 16, host % 2 ** 16], 'start');
  return `${start}::${end}`;
}

/** Groups of 16 bits as text, without those at one side that are 0. */
function trimZeros(groups: readonly number[], side: 'start' | 'end'): string {
  const isUsed = (group: number): boolean => group > 0;
  const kept =
    side === 'end'
      ? groups.slice(0, groups.findLastIndex(isUsed) + 1)
      : groups.slice(groups.findIndex(isUsed) < 0 ? groups.length : groups.findIndex(isUsed));
  return kept.map((group) => group.toString(16)).join(':');
}
