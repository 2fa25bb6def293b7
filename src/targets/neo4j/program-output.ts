/** The innermost cause of a Java stack trace, else the first line with an error, else the first line that is not routine output. */
export function findReason(log: string): string | undefined {
  const lines = log.split('\n').filter((line) => /^\S/.test(line));
  const line =
    lines.findLast((candidate) => candidate.startsWith('Caused by: ')) ??
    lines.find((candidate) => /\bERROR\b|^Error|Exception/.test(candidate)) ??
    lines.find((candidate) => !/ (?:INFO|WARN|DEBUG) |Logging config|^Picked up /.test(candidate));
  return line?.replace(/^Caused by: |^Exception in thread "main" |^\S+ \S+ ERROR /, '').trim();
}

/** The reason that a program of Neo4j printed last; its advice to use `--verbose` is not one. */
export function findLastLine(lines: readonly string[]): string {
  return lines.findLast((line) => line.trim() !== '' && !line.includes('--verbose')) ?? 'it printed nothing';
}
