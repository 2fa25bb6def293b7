const comma = 0x2c;
const newline = 0x0a;
const quote = 0x22;
const carriageReturn = 0x0d;

/** A row must fit neo4j-admin's read buffer, 4 MiB by default. */
export const mostRowBytes = 4 * 1024 * 1024;

/**
 * Finds rows and their cells in CSV bytes without making text of them. After `read` the cells of the row lie from
 * `starts[n]` to `ends[n]`, without the quotes around them; `quoted[n]` tells whether there were any.
 */
export class RowScanner {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly quoted: Uint8Array;
  /** Cells of the row; those beyond `mostCells` are counted, not kept. */
  cells = 0;
  /** The cell in which a quote stands where none may be, or a carriage return without quotes, a row's end to neo4j-admin. */
  misquoted = -1;

  constructor(mostCells: number) {
    this.starts = new Int32Array(mostCells + 1);
    this.ends = new Int32Array(mostCells + 1);
    this.quoted = new Uint8Array(mostCells + 1);
  }

  /** Reads the row that begins at `position`; answers where the next one begins, or −1 when the bytes end before it does. */
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
          at++; // a doubled one
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
