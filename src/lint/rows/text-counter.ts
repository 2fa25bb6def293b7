/** How often a column contains a text. */
export interface TextCount {
  readonly text: string;
  count: number;
}

interface Entry extends TextCount {
  readonly bytes: Uint8Array;
  /** Whether the text has a colon. */
  readonly hasColon: boolean;
}

/** Counts the texts of a column with few different texts, such as labels. It recognizes a known text by its bytes. */
export class TextCounter {
  readonly #entries = new Map<number, Entry[]>();

  /** Counts the cell from `start` to `end`. `readText` is called if its text is new. Returns whether the text has a colon. */
  add(bytes: Uint8Array, start: number, end: number, readText: () => string): boolean {
    let hash = end - start;
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193); // FNV-1a
    const entries = this.#entries.get(hash);
    const entry = entries?.find((known) => isEqual(known.bytes, bytes, start, end));
    if (entry !== undefined) {
      entry.count++;
      return entry.hasColon;
    }
    const text = readText();
    const hasColon = text.includes(':');
    const added = { text, count: 1, bytes: Uint8Array.from(bytes.subarray(start, end)), hasColon };
    if (entries) entries.push(added);
    else this.#entries.set(hash, [added]);
    return hasColon;
  }

  list(): readonly TextCount[] {
    return [...this.#entries.values()].flat().map(({ text, count }) => ({ text, count }));
  }
}

function isEqual(known: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (known.length !== end - start) return false;
  for (let at = start; at < end; at++) if (known[at - start] !== bytes[at]) return false;
  return true;
}
