import { StringDecoder } from 'node:string_decoder';

export interface LineListener {
  readonly onLine: (line: string) => void;
  /** Called with the unfinished last line each time it grows. */
  readonly onPartialLine: (lineSoFar: string) => void;
}

/** Splits a stream of bytes into lines at `\n`, `\r\n` or `\r`. The last line need not have a line break. */
export async function splitLines(
  chunks: AsyncIterable<Uint8Array | string>,
  { onLine, onPartialLine }: LineListener,
): Promise<void> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  const cut = (text: string): void => {
    // A `\r` that ends the chunk waits for the `\n` that may follow it.
    const lines = (rest + text).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
    if (rest !== '') onPartialLine(rest.replace(/\r$/, ''));
  };
  for await (const chunk of chunks) cut(typeof chunk === 'string' ? chunk : decoder.write(Buffer.from(chunk)));
  rest = (rest + decoder.end()).replace(/\r$/, '');
  if (rest !== '') onLine(rest);
}
