import { type ByteBuffer, endCell, readText } from '../byte-buffer.ts';
import { type Column, type ColumnContext, misfit, refuseOthers } from './column.ts';
import { stringCells } from './text.ts';

/**
 * A UUID of version 4, `0b3ae1a2-8f0c-4b6e-9d3c-1f2e3d4c5b6a`, that follows from the seed, a name and a number. The cell is the number,
 * such as the ordinal of the row, from 0 to 2^53 − 1; another one throws a RangeError. Different numbers have different UUIDs. The same
 * name and number have the same UUID in every table, so that another table can refer to it. Source of the form: RFC 9562.
 */
export function uuid(name: string): Column<[number: number], string> {
  return {
    ...stringCells,
    expected: 'a UUID of version 4',
    holds: isUuid,
    refuse: refuseOthers('the number of a UUID from 0 to 2^53 - 1'),
    maxBytes: 37,
    writer(out, context) {
      const words = createWords(context, name);
      return (number) => {
        const [first, second, third, fourth] = words(number);
        writeHex(out, first >>> 16);
        writeHex(out, first & 0xffff);
        out.bytes[out.position++] = dash;
        writeHex(out, second >>> 16);
        out.bytes[out.position++] = dash;
        writeHex(out, second & 0xffff);
        out.bytes[out.position++] = dash;
        writeHex(out, third >>> 16);
        out.bytes[out.position++] = dash;
        writeHex(out, third & 0xffff);
        writeHex(out, fourth >>> 16);
        writeHex(out, fourth & 0xffff);
        endCell(out);
      };
    },
    reader(context) {
      const words = createWords(context, name);
      return (number) => {
        const digits = words(number).map((word) => (word >>> 0).toString(16).padStart(8, '0'));
        return digits.join('').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
      };
    },
  };
}

type Words = readonly [first: number, second: number, third: number, fourth: number];

const dash = 0x2d;

/**
 * Each word has a stream of its own, because the words of one stream would all be equal where one is. The first word is different for
 * numbers with different lower 32 bits, and the last for others, so no UUID comes twice.
 */
function createWords(context: ColumnContext, name: string): (number: number) => Words {
  const [one, two, three, four] = [1, 2, 3, 4].map((word) => context.stream(`uuid/${name}/${word}`));
  return (number) => {
    if (!(Number.isSafeInteger(number) && number >= 0)) throw misfit('the number of a UUID from 0 to 2^53 - 1', number);
    const low = number % 2 ** 32;
    return [
      one!.bits(low),
      (two!.bits(low) & 0xffff_0fff) | 0x4000,
      (three!.bits(low) & 0x3fff_ffff) | 0x8000_0000,
      four!.bits(low) ^ Math.floor(number / 2 ** 32),
    ];
  };
}

/** The two hexadecimal digits of each byte. */
const hexPairs = new TextEncoder().encode(
  Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0')).join(''),
);

/** Writes 16 bits as four digits. */
function writeHex(out: ByteBuffer, bits: number): void {
  const { bytes, position } = out;
  const high = (bits >>> 8) * 2;
  const low = (bits & 0xff) * 2;
  bytes[position] = hexPairs[high]!;
  bytes[position + 1] = hexPairs[high + 1]!;
  bytes[position + 2] = hexPairs[low]!;
  bytes[position + 3] = hexPairs[low + 1]!;
  out.position = position + 4;
}

function isUuid(bytes: Uint8Array, start: number, end: number): boolean {
  return (
    end - start === 36 &&
    /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(readText(bytes, start, end))
  );
}
