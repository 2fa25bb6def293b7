/** The first number below a count that fits; the count where none does. If a number fits, all larger ones fit. */
export function findFirst(count: number, fits: (number: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (fits(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
