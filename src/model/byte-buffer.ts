const comma = 0x2c;
const zero = 0x30;
const minus = 0x2d;

/** Where cells put their bytes. The owner leaves room for a whole row before it asks for one. */
export class ByteBuffer {
  readonly bytes: Uint8Array<ArrayBuffer>;
  position = 0;
  /** Cells left empty since the buffer was made, for the count of properties. */
  nulls = 0;

  constructor(capacity: number) {
    this.bytes = new Uint8Array(capacity);
  }
}

/** Ends a cell; the last delimiter of a row becomes its line end. */
export function endCell(out: ByteBuffer): void {
  out.bytes[out.position++] = comma;
}

/** Copies bytes made earlier. */
export function writeBytes(out: ByteBuffer, source: Uint8Array): void {
  const { bytes } = out;
  let position = out.position;
  for (let index = 0; index < source.length; index++) bytes[position++] = source[index]!;
  out.position = position;
}

/** Writes an integer from −2^53 to 2^53 in decimal digits. */
export function writeInteger(out: ByteBuffer, value: number): void {
  if (value < 0) {
    out.bytes[out.position++] = minus;
    writePadded(out, -value, countDigits(-value));
  } else {
    writePadded(out, value, countDigits(value));
  }
}

/** Writes the last `width` digits of a non-negative integer, with leading zeros. */
export function writePadded(out: ByteBuffer, value: number, width: number): void {
  const { bytes } = out;
  const start = out.position;
  let position = start + width;
  let rest = value;
  while (rest > 0x7fffffff && position > start) {
    const quotient = Math.floor(rest / 10);
    bytes[--position] = zero + (rest - quotient * 10);
    rest = quotient;
  }
  let small = rest | 0;
  while (position > start) {
    const quotient = (small / 10) | 0;
    bytes[--position] = zero + (small - quotient * 10);
    small = quotient;
  }
  out.position = start + width;
}

/** Digits of a non-negative integer in decimal. */
export function countDigits(value: number): number {
  let digits = 1;
  for (let limit = 10; value >= limit; limit *= 10) digits++;
  return digits;
}
