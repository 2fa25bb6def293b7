const [backslash, quote] = [0x5c, 0x22];

/**
 * Doubles the backslashes in cells with quotes. Unless the server's setting `db.import.csv.legacy_quote_escaping` is false,
 * LOAD CSV takes a backslash before a quote or before another backslash as an escape, but only between quotes.
 */
export function doubleBackslashes(csv: Buffer): Buffer {
  if (!csv.includes(backslash)) return csv;
  const doubled = Buffer.allocUnsafe(2 * csv.length);
  let to = 0;
  let quoted = false;
  for (const byte of csv) {
    if (byte === quote) quoted = !quoted; // a quote in a cell is doubled, so that it changes nothing
    if (byte === backslash && quoted) doubled[to++] = backslash;
    doubled[to++] = byte;
  }
  return doubled.subarray(0, to);
}
