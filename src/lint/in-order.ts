import type { RangeResult } from './range-linter.ts';
import type { ByteRange } from './read-range.ts';

/** Passes pieces on in the order of their stretches, however they come: those of a stretch that is not yet in turn wait. */
export function inOrder(
  stretches: readonly ByteRange[],
  take: (stretch: ByteRange, piece: RangeResult) => void,
): (stretch: ByteRange, piece: RangeResult) => void {
  const waiting = new Map(stretches.map((stretch) => [stretch, [] as RangeResult[]]));
  let turn = 0;
  return (stretch, piece) => {
    waiting.get(stretch)!.push(piece);
    for (let isLast = true; isLast && turn < stretches.length; turn += Number(isLast)) {
      const current = stretches[turn]!;
      const pieces = waiting.get(current)!.splice(0);
      for (const own of pieces) take(current, own);
      isLast = pieces.at(-1)?.isLast ?? false;
    }
  };
}
