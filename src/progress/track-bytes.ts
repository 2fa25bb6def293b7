import type { ProgressTracker } from './tracker.ts';

/** The same chunks; each is told to the tracker when it is asked for. */
export async function* trackBytes(
  chunks: AsyncIterable<Uint8Array>,
  tracker: ProgressTracker,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    tracker.advance(chunk.length);
    yield chunk;
  }
}
