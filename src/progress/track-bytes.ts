import type { ProgressTracker } from './tracker.ts';

/** Passes the chunks on. The tracker advances by each chunk when the consumer asks for it. */
export async function* trackBytes(
  chunks: AsyncIterable<Uint8Array>,
  tracker: ProgressTracker,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    tracker.advance(chunk.length);
    yield chunk;
  }
}
