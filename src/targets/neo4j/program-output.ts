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
  return lines.findLast(isReason) ?? 'it printed nothing';
}

const mostLines = 3;

/** The last lines that may say why a program of Neo4j failed, at most three, in one line. */
export function findLastLines(lines: readonly string[]): string {
  const reasons = [...new Set(lines.filter(isReason).map((line) => line.trim()))];
  return reasons.slice(-mostLines).join('; ') || 'it printed nothing';
}

/** Whether a line is more than progress, a stack frame, a notice of the JVM, advice, or the list of databases that ends a failed dump or load. */
function isReason(line: string): boolean {
  const isRoutine = /^(Files: \d|Done: \d+ files|Picked up )|^\s*at |^\S+ failed for databases: |--verbose/.test(line);
  return line.trim() !== '' && !isRoutine;
}
