/** `69.9 GB`, decimal; enough to say how much room there is. */
export function formatGigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
