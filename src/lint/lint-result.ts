import { BulkgenError } from '../errors.ts';
import type { FileGroup } from './files/find-files.ts';
import type { Finding, Severity } from './finding.ts';
import type { LintCounts } from './rows/row-tally.ts';

/** What was found in third-party CSV. */
export interface LintResult {
  readonly findings: readonly Finding[];
  /** The files that belong together, as neo4j-admin needs them. */
  readonly groups: readonly FileGroup[];
  /** Files of the folder that were not read, because their names are not those of CSV files. */
  readonly unread: readonly string[];
  /** Files and folders that --exclude left out. */
  readonly excluded: readonly string[];
  /** Patterns of --exclude that match no file or folder. */
  readonly unmatched: readonly string[];
  /** Files of a header that no file of rows belongs to. */
  readonly rowless: readonly string[];
  readonly counts: LintCounts & {
    /** The size of the files on disk. */
    readonly bytes: number;
  };
  /**
   * Whether all counts are certain. If the importer skips nodes with duplicate ids, and they differ, the files do not decide
   * which of them it keeps. Then the counts of properties and labels may be wrong.
   */
  readonly isCertain: boolean;
}

/** Throws `files-broken` if there are errors, or warnings with `warningsAsErrors`. */
export function refuseBroken(
  folder: string,
  { findings }: LintResult,
  { warningsAsErrors = false }: { readonly warningsAsErrors?: boolean | undefined } = {},
): void {
  const refused = findings.filter(({ severity }) => severity === 'error' || warningsAsErrors);
  if (refused.length === 0) return;
  const count = countPlaces(refused);
  const places = count === 1 ? '1 row or header' : `${count.toLocaleString('en-US')} rows or headers`;
  const consequence = warningsAsErrors ? 'reject or change' : 'reject';
  throw new BulkgenError('files-broken', `${folder} has ${places} that neo4j-admin would ${consequence}`, {
    hint: 'Fix the findings: each one says what to change.',
  });
}

/** The number of lines and headers that have findings, all or those of one severity. */
export function countPlaces(findings: readonly Finding[], severity?: Severity): number {
  return findings
    .filter((finding) => severity === undefined || finding.severity === severity)
    .reduce((sum, { lines }) => sum + Math.max(1, lines.length), 0);
}
