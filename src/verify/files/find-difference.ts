// Verification without any recorded hash: the rows are regenerated and compared with the file, byte by byte.
import type { ExportPlan, PlannedPart, PlannedTable } from '../../export/plan.ts';
import { readContent } from '../../export/read-content.ts';
import { generateBlocks } from '../../export/rows.ts';

/** The first line of a file that is not what its model makes. A side that ends before that line is undefined. */
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
const longestLine = 4096;

/** Regenerates the rows of a part and returns where the file begins to differ, if it does. Throws what reading throws. */
export async function findDifference(plan: ExportPlan, compared: ComparedPart): Promise<Difference | undefined> {
  const { path, table, part, onBytes } = compared;
  const content = createReader(readContent(path));
  let lines = 0;
  try {
    const range = { ids: plan.ids, first: part.first, end: part.first + part.rows };
    for await (const { bytes, rows } of generateBlocks(plan.graph, table.table, range)) {
      const found = await content.take(bytes.length);
      if (Buffer.compare(bytes, found) !== 0) return await locate(bytes, { found, lines, content });
      lines += rows;
      onBytes?.(bytes.length);
    }
    const rest = await content.take(longestLine);
    return rest.length > 0 ? { line: lines + 1, expected: undefined, found: lineAt(rest, 0) } : undefined;
  } finally {
    await content.close();
  }
}

interface Reader {
  /** Reads `length` bytes, or fewer at the end of the file. */
  take(length: number): Promise<Buffer>;
  close(): Promise<void>;
}

function createReader(content: AsyncGenerator<Buffer>): Reader {
  let rest: Buffer = Buffer.alloc(0);
  return {
    async take(length) {
      const chunks = [rest];
      let held = rest.length;
      while (held < length) {
        const { value, done } = await content.next();
        if (done) break;
        chunks.push(value);
        held += value.length;
      }
      const whole = chunks.length === 1 ? rest : Buffer.concat(chunks);
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
  const rest = Buffer.concat([found.subarray(start), await content.take(longestLine)]);
  return { line, expected: lineAt(bytes, start), found: rest.length > 0 ? lineAt(rest, 0) : undefined };
}

function lineAt(bytes: Uint8Array, start: number): string {
  const end = bytes.indexOf(newline, start);
  return Buffer.from(bytes.subarray(start, end < 0 ? undefined : end)).toString();
}
