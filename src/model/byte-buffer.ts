const comma = 0x2c;
const zero = 0x30;
const minus = 0x2d;
const largestInt32 = 0x7fffffff;

/** The digits of 0 to 99, two bytes each, as a little-endian number. */
const pairs = Uint16Array.from({ length: 100 }, (_, n) => zero + Math.floor(n / 10) + ((zero + (n % 10)) << 8));

/** The digits of 0 to 9,999, four bytes each, in the same way. */
const fours = Int32Array.from({ length: 10_000 }, (_, n) => pairs[Math.floor(n / 100)]! | (pairs[n % 100]! << 16));

/** Where cells write their bytes. Its owner makes sure that a whole row fits before it writes one. */
export class ByteBuffer {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The same bytes, for writing several at once. */
  readonly view: DataView<ArrayBuffer>;
  position = 0;
  /** How many cells were left empty since the owner set it to 0; the count of properties needs it. */
  nulls = 0;

  constructor(capacity: number) {
    this.bytes = new Uint8Array(capacity);
    this.view = new DataView(this.bytes.buffer);
  }
}

/** Ends a cell with a delimiter. The encoder turns the last delimiter of a row into a line end. */
export function endCell(out: ByteBuffer): void {
  out.bytes[out.position++] = comma;
}

/** Writes an integer from −2^53 to 2^53 in decimal digits. Touches up to three bytes after them. */
export function writeInteger(out: ByteBuffer, value: number): void {
  if (value < 0) {
    out.bytes[out.position++] = minus;
    writePadded(out, -value, countDigits(-value));
  } else {
    writePadded(out, value, countDigits(value));
  }
}

/** Writes the last `width` digits of a non-negative integer, with leading zeros. Touches up to three bytes after them. */
export function writePadded(out: ByteBuffer, value: number, width: number): void {
  const { view, position } = out;
  out.position = position + width;
  if (width > 8 || value > largestInt32) {
    writeLong(out, value, width);
    return;
  }
  // The first digits of four are shifted out where the width does not hold them.
  if (width <= 4) {
    view.setInt32(position, fours[value < 1e4 ? value : value % 1e4]! >>> (32 - 8 * width), true);
    return;
  }
  const high = (value / 1e4) | 0; // 32-bit division is several times faster
  view.setInt32(position, fours[high < 1e4 ? high : high % 1e4]! >>> (64 - 8 * width), true);
  view.setInt32(position + width - 4, fours[value - high * 1e4]!, true);
}

/** Writes the digits before the position, two at a time. */
function writeLong({ bytes, view, position }: ByteBuffer, value: number, width: number): void {
  const start = position - width;
  let end = position;
  let rest = value;
  while (end - start >= 2) {
    const quotient = Math.floor(rest / 100);
    end -= 2;
    view.setUint16(end, pairs[rest - quotient * 100]!, true);
    rest = quotient;
  }
  if (end > start) bytes[start] = zero + (rest % 10);
}

/** How many decimal digits a non-negative integer has. */
export function countDigits(value: number): number {
  if (value < 1e4) return value < 1e2 ? (value < 1e1 ? 1 : 2) : value < 1e3 ? 3 : 4;
  if (value < 1e8) return value < 1e6 ? (value < 1e5 ? 5 : 6) : value < 1e7 ? 7 : 8;
  let digits = 9;
  for (let limit = 1e9; value >= limit; limit *= 10) digits++;
  return digits;
}

const encoder = new TextEncoder();

/** Writes text as UTF-8, without quoting. For texts from a fixed list `encodeTexts` is faster. */
export function writeText(out: ByteBuffer, text: string): void {
  const { bytes } = out;
  const { length } = text;
  let position = out.position;
  for (let index = 0; index < length; index++) {
    const unit = text.charCodeAt(index);
    if (unit >= 0x80) {
      position += encoder.encodeInto(text.slice(index), bytes.subarray(position)).written;
      break;
    }
    bytes[position++] = unit;
  }
  out.position = position;
}

const decoder = new TextDecoder();

/** The text of UTF-8 bytes. */
export function readText(bytes: Uint8Array, start: number, end: number): string {
  return decoder.decode(bytes.subarray(start, end));
}
