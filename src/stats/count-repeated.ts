/**
 * How many of the 64-bit hashes in the lists, pairs of halves, are equal to one before them. Among a hundred million different
 * values, two have the same hash with a probability of 0.03 %.
 */
export function countRepeatedHashes(lists: readonly Int32Array[]): number {
  const pairs = new Int32Array(lists.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const list of lists) {
    pairs.set(list, end);
    end += list.length;
  }
  return countRepeatedPairs(pairs);
}

/** How many pairs of numbers in a list, two after each other, are equal to a pair before them. Changes the order of the list. */
export function countRepeatedPairs(pairs: Int32Array<ArrayBuffer>): number {
  new BigUint64Array(pairs.buffer, pairs.byteOffset, pairs.length / 2).sort(); // the halves of a pair stay together
  let repeated = 0;
  for (let at = 2; at < pairs.length; at += 2) {
    if (pairs[at] === pairs[at - 2] && pairs[at + 1] === pairs[at - 1]) repeated++;
  }
  return repeated;
}
