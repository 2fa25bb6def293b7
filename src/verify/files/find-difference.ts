// The one proof that needs no record of hashes: the rows are made anew and compared with the file, byte by byte.
import type { ExportPlan, PlannedPart, PlannedTable } from '../../export/plan.ts';
import { readContent } from '../../export/read-content.ts';
import { generateBlocks } from '../../export/rows.ts';

/** The first line of a file that is not what its model makes; without one where one has too few lines. */
export interface Difference {
  readonly line: number;
  readonly expected: string | undefined;
  readonly found: string | undefined;
}

export interface ComparedPart {
  readonly path: string;
  readonly table: PlannedTable;
  readonly part: PlannedPart;
  readonly onBytes?: ((bytes: number) => void) | undefined;
}

const newline = 0x0a;
const mostOfALine = 4096;

/** Makes the rows of a part anew and answers where the file begins to differ, if it does. Throws what reading it throws. */
export async function findDifference(plan: ExportPlan, compared: ComparedPart): Promise<Difference | undefined> {
  const { path, table, part, onBytes } = compared;
  const content = createReader(readContent(path));
  let lines = 0;
  try {
    const stretch = { ids: plan.ids, first: part.first, end: part.first + part.rows };
    for await (const { bytes, rows } of generateBlocks(plan.graph, table.table, stretch)) {
      const found = await content.take(bytes.length);
      if (Buffer.compare(bytes, found) !== 0) return await locate(bytes, { found, lines, content });
      lines += rows;
      onBytes?.(bytes.length);
    }
    const rest = await content.take(mostOfALine);
    return rest.length > 0 ? { line: lines + 1, expected: undefined, found: lineAt(rest, 0) } : undefined;
  } finally {
    await content.close();
  }
}

interface Reader {
  /** So many bytes, fewer at the end. */
  take(length: number): Promise<Buffer>;
  close(): Promise<void>;
}

function createReader(content: AsyncGenerator<Buffer>): Reader {
  let rest: Buffer = Buffer.alloc(0);
  return {
    async take(length) {
      const pieces = [rest];
      let held = rest.length;
      while (held < length) {
        const { value, done } = await content.next();
        if (done) break;
        pieces.push(value);
        held += value.length;
      }
      const whole = pieces.length === 1 ? rest : Buffer.concat(pieces);
      rest = whole.subarray(length);
      return whole.subarray(0, length);
    },
    close: async () => void (await content.return(undefined)),
  };
}

interface Context {
  readonly found: Buffer;
  /** Lines before this block. */
  readonly lines: number;
  readonly content: Reader;
}

async function locate(bytes: Uint8Array, { found, lines, content }: Context): Promise<Difference> {
  let start = 0;
  let line = lines + 1;
  let position = 0;
  while (position < found.length && bytes[position] === found[position]) {
    if (bytes[position++] !== newline) continue;
    start = position;
    line++;
  }
  const more = Buffer.concat([found.subarray(start), await content.take(mostOfALine)]);
  return { line, expected: lineAt(bytes, start), found: more.length > 0 ? lineAt(more, 0) : undefined };
}

function lineAt(bytes: Uint8Array, start: number): string {
  const end = bytes.indexOf(newline, start);
  return Buffer.from(bytes.subarray(start, end < 0 ? undefined : end)).toString();
}
