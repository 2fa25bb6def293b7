// The blanks that neo4j-admin removes with --trim-strings, in UTF-8. A line break is not one of them.

/** Where the blanks that begin at `position` end. The delimiter may be a blank, such as TAB; it is not skipped. */
export function skipBlanks(bytes: Uint8Array, position: number, end: number, delimiter: number): number {
  let at = position;
  while (at < end && bytes[at] !== delimiter) {
    const size = sizeOfBlank(bytes, at);
    if (size === 0 || at + size > end) break;
    at += size;
  }
  return at;
}

/** Where the text from `start` to `end` ends without the blanks at its end. */
export function trimBlanks(bytes: Uint8Array, start: number, end: number): number {
  let at = end;
  while (at > start && (bytes[at - 1]! <= 0x20 || bytes[at - 1]! >= 0x80)) {
    const size = [1, 2, 3].find(
      (bytesBack) => at - bytesBack >= start && sizeOfBlank(bytes, at - bytesBack) === bytesBack,
    );
    if (size === undefined) break;
    at -= size;
  }
  return at;
}

/** How many bytes the blank at a position has; 0 if there is another character. */
function sizeOfBlank(bytes: Uint8Array, at: number): number {
  const byte = bytes[at]!;
  if (byte <= 0x20) return byte === 0x20 || byte === 0x09 || byte === 0x0c || byte === 0x0e || byte >= 0x1c ? 1 : 0;
  if (byte === 0xc2) return bytes[at + 1] === 0xa0 ? 2 : 0; // U+00A0
  if (byte !== 0xe2 || bytes[at + 1] !== 0x80) return 0;
  return bytes[at + 2] === 0x87 || bytes[at + 2] === 0xaf ? 3 : 0; // U+2007, U+202F
}
