/** The last of some parts that starts at or before a number. They are sorted by where they start, and the first one starts there at the latest. */
export function findPart<Part>(parts: readonly Part[], startOf: (part: Part) => number, number: number): Part {
  let [low, high] = [0, parts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (startOf(parts[middle]!) <= number) low = middle;
    else high = middle - 1;
  }
  return parts[low]!;
}
