/** The reason that a program of Neo4j printed last; its advice to use `--verbose` is not one. */
export function findLastLine(lines: readonly string[]): string {
  return lines.findLast((line) => line.trim() !== '' && !line.includes('--verbose')) ?? 'it printed nothing';
}
