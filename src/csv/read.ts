import { createReadStream } from 'node:fs';
import { parseStream } from 'fast-csv';

/** Reads the rows of a CSV file as arrays of text, one at a time. */
export async function* readRows(path: string): AsyncGenerator<readonly string[]> {
  const input = createReadStream(path);
  const rows = parseStream<string[], string[]>(input, { headers: false });
  input.once('error', (error) => rows.destroy(error)); // fast-csv calls pipe(), which does not forward errors
  try {
    yield* rows;
  } finally {
    input.destroy();
  }
}
