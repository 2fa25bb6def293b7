/** `1,472,362`, the same in every locale. */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US');
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
  return `${unit === 0 ? size : size.toFixed(1)} ${units[unit]}`;
}
