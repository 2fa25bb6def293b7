/**
 * The sign in a path that neo4j-admin would take for its own: it parts a list of files at commas, labels from files at the first
 * equal sign, and takes a backslash for part of a pattern; none can be escaped. `labels` are those of `FileGroup`.
 */
export function findOwnSign(path: string, labels: readonly string[]): string | undefined {
  if (path.includes(',')) return 'comma';
  if (path.includes('\\')) return 'backslash';
  if (/[\r\n]/.test(path)) return 'line break';
  return labels.length === 0 && path.includes('=') ? 'equal sign' : undefined;
}
