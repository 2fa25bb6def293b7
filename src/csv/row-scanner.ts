const comma = 0x2c;
const newline = 0x0a;
const quote = 0x22;
const carriageReturn = 0x0d;

/** A row must fit neo4j-admin's read buffer, 4 MiB by default. */
export const mostRowBytes = 4 * 1024 * 1024;

/**
 * Finds rows and cells in the bytes of CSV that bulkgen wrote, without decoding text. After `read`, cell n lies from
 * `starts[n]` to `ends[n]`, without its quotes, and `quoted[n]` is 1 if it had any.
 */
export class RowScanner {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly quoted: Uint8Array;
  /** How many cells the row has. Those beyond `mostCells` are counted but not kept. */
  cells = 0;
  /** The last cell with a misplaced quote, or with an unquoted carriage return, which ends a row for neo4j-admin; −1 without one. */
  misquoted = -1;

  constructor(mostCells: number) {
    this.starts = new Int32Array(mostCells + 1);
    this.ends = new Int32Array(mostCells + 1);
    this.quoted = new Uint8Array(mostCells + 1);
  }

  /** Reads the row that begins at `position`. Returns where the next row begins, or −1 when the bytes end before the row does. */
  read(bytes: Uint8Array, position: number): number {
    const { starts, ends, quoted } = this;
    const { length } = bytes;
    const last = starts.length - 1;
    let cell = 0;
    let at = position;
    this.misquoted = -1;
    for (;;) {
      const place = cell < last ? cell : last;
      let end: number;
      if (bytes[at] === quote) {
        quoted[place] = 1;
        starts[place] = ++at;
        for (; at < length; at++) {
          if (bytes[at] !== quote) continue;
          if (bytes[at + 1] !== quote) break;
          at++; // a doubled quote
        }
        end = at++;
      } else {
        quoted[place] = 0;
        starts[place] = at;
        end = -1;
      }
      let byte = bytes[at];
      while (byte !== comma && byte !== newline) {
        if (at >= length) return -1;
        if (byte === quote || byte === carriageReturn || end >= 0) this.misquoted = cell;
        byte = bytes[++at];
      }
      ends[place] = end >= 0 ? end : at;
      cell++;
      at++;
      if (byte === newline) {
        this.cells = cell;
        return at;
      }
    }
  }
}
