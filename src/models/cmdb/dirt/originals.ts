/** Which clean CI each of some copies is made from. Both directions are arithmetic. */
export interface Originals {
  /** The original of a copy. */
  originalOf(copy: number): number;
  /** The copies of an original: one or none, as long as there are not more copies than originals. */
  copiesOf(original: number): Generator<number, void>;
  /** No original has more copies. */
  readonly most: number;
}

/** Spreads copies over the clean CIs of a class. `shift`: a part of 1 that moves the originals, so other copies have others. */
export function createOriginals(clean: number, copies: number, shift: number): Originals {
  const step = Math.max(1, Math.floor(clean / Math.max(1, copies)));
  const first = Math.floor(step * shift);
  return {
    originalOf: (copy) => (first + copy * step) % clean,
    *copiesOf(original) {
      if (original < first || (original - first) % step !== 0) return;
      for (let copy = (original - first) / step; copy < copies; copy += clean) yield copy;
    },
    most: Math.ceil(copies / Math.max(1, clean)),
  };
}
