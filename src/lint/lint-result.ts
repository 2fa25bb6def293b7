import { BulkgenError } from '../errors.ts';
import type { FileGroup } from './files/find-files.ts';
import type { Finding, Severity } from './finding.ts';
import type { LintCounts } from './rows/row-tally.ts';

/** What was found in third-party CSV. */
export interface LintResult {
  readonly findings: readonly Finding[];
  /** The files that belong together, as neo4j-admin needs them. */
  readonly groups: readonly FileGroup[];
  /** What was not read: files without the name of a CSV file, hidden ones, pipes, and links that lead nowhere. */
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
  const [errors, warnings] = [countFindings(findings, 'error'), countFindings(findings, 'warning')];
  const refused = [
    ...(errors > 0 ? [describeCount(errors, 'error')] : []),
    ...(warningsAsErrors && warnings > 0 ? [describeCount(warnings, 'warning')] : []),
  ];
  if (refused.length === 0) return;
  const reason = errors > 0 ? 'neo4j-admin would reject these files' : 'warnings count as errors here';
  throw new BulkgenError('files-broken', `${folder} has ${refused.join(' and ')}: ${reason}`, {
    hint: 'Fix the findings: each one says what to change.',
  });
}

function describeCount(count: number, severity: Severity): string {
  return count === 1 ? `1 ${severity}` : `${count.toLocaleString('en-US')} ${severity}s`;
}

/** The number of errors or warnings: one for each line of a finding, and one for a finding about a whole file. */
export function countFindings(findings: readonly Finding[], severity: Severity): number {
  return findings
    .filter((finding) => finding.severity === severity)
    .reduce((sum, { lines }) => sum + Math.max(1, lines.length), 0);
}
