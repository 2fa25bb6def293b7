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

/** Puts an item into a list that is in order, after those that compare equal. */
export function insertInOrder<Item>(list: Item[], item: Item, compare: (a: Item, b: Item) => number): void {
  const place = findFirst(list.length, (at) => compare(item, list[at]!) < 0);
  list.splice(place, 0, item);
}
