/** A node file, perhaps with a relationship file, that the lint and the importer must read alike. */
export interface FileCase {
  readonly nodes: string;
  readonly relationships?: string;
  /** How the files are written; UTF-8 by default. */
  readonly encoding?: BufferEncoding;
  /** Options of neo4j-admin, without the dashes. */
  readonly options: Readonly<Record<string, string>>;
}

/** What the lint says about a file. */
export interface FileVerdict {
  /** The rules of its errors. */
  readonly errors: readonly string[];
  /** The rules of its warnings. */
  readonly warnings: readonly string[];
  /** Nodes, relationships, property values and labels of nodes, separated by spaces. */
  readonly counts: string;
  readonly isCertain: boolean;
}

/** Draws a whole number below a bound. */
export type Draw = (bound: number) => number;

/** The bytes of a file of a case. */
export function encode({ encoding = 'utf8' }: FileCase, text: string): Uint8Array {
  return Buffer.from(text, encoding);
}

/** Draws one of a list. */
export function pick<T>(draw: Draw, list: readonly T[]): T {
  return list[draw(list.length)]!;
}

/** Options that are set, each with its probability in percent. */
export function drawOptions(draw: Draw, chances: Readonly<Record<string, number>>): Record<string, string> {
  const set = Object.entries(chances).filter(([, chance]) => draw(100) < chance);
  return Object.fromEntries(set.map(([name]) => [name, 'true']));
}

/** Changes a text in a few places from `start` on: takes a character out, puts another one in, or replaces one. */
export function changeText(draw: Draw, text: string, insertions: readonly string[], start = 0): string {
  const characters = [...text];
  for (let changes = 1 + Math.max(0, draw(6) - 2); changes > 0; changes--) {
    const [kind, at] = [draw(10), start + draw(Math.max(1, characters.length - start + 1))];
    if (kind < 3) characters.splice(at, 1 + draw(2));
    else characters.splice(at, kind < 8 ? 0 : 1, pick(draw, insertions));
  }
  return characters.join('');
}
