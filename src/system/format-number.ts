/** `1,472,362`, the same in every locale. */
export function formatCount(count: number): string {
  if (!Number.isSafeInteger(count)) return count.toLocaleString('en-US'); // which loads the data of a locale: it takes 10 ms
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 node`, `1,472,362 nodes`: a count with its noun, which is given in the plural. */
export function formatQuantity(count: number, plural: string): string {
  return `${formatCount(count)} ${count === 1 ? plural.replace(/ies$/, 'y').replace(/s$/, '') : plural}`;
}

const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];

/** `113.9 MB`, decimal. */
export function formatBytes(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit++;
  }
  return unit === 0 ? formatQuantity(size, 'bytes') : `${size.toFixed(1)} ${units[unit]}`;
}

/** `1-3,7`: numbers in ascending order as ranges. */
export function formatRanges(numbers: readonly number[]): string {
  const starts = numbers.filter((number, index) => number - 1 !== numbers[index - 1]);
  const ends = numbers.filter((number, index) => number + 1 !== numbers[index + 1]);
  return starts.map((start, index) => (start === ends[index] ? `${start}` : `${start}-${ends[index]}`)).join(',');
}
