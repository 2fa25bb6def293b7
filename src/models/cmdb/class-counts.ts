import type { ClassSize } from './ci-class.ts';

/** Below this scale a class that grows with the root of the scale has one CI. */
const smallestRootScale = 50;

/**
 * Counts the CIs of each class at a scale. The sum is the scale exactly. Every class has at least one CI when there are as
 * many CIs as classes. IEEE 754 rounds the square root correctly, so the counts are the same on every machine.
 */
export function countClasses<Label extends string>(
  classes: readonly ClassSize<Label>[],
  scale: number,
): Readonly<Record<Label, number>> {
  const counts = {} as Record<Label, number>; // filled below, a key for each class
  let rest = scale;
  const give = (label: Label, count: number): void => {
    counts[label] = count;
    rest -= count;
  };
  if (scale <= classes.length) {
    const inOrder = classes.toSorted((a, b) => a.precedence - b.precedence);
    for (const { label } of inOrder) give(label, rest > 0 ? 1 : 0);
    return counts;
  }
  for (const { label, share } of classes) {
    if (typeof share === 'object') give(label, countByRoot(scale, share.rootDivisor));
  }
  // Each of the other classes has one CI before they share out what is left.
  const shared = rest - classes.filter(({ share }) => typeof share !== 'object').length;
  for (const { label, share } of classes) if (typeof share === 'number') give(label, 1 + takeShare(shared, share));
  for (const { label, share } of classes) if (share === 'rest') give(label, rest);
  return counts;
}

function countByRoot(scale: number, divisor: number): number {
  return scale < smallestRootScale ? 1 : 2 + Math.floor(Math.sqrt(scale) / divisor);
}

// Split before the multiplication, which would pass 2^53 at the largest scales.
function takeShare(total: number, share: number): number {
  return Math.floor(total / 10_000) * share + Math.floor(((total % 10_000) * share) / 10_000);
}
