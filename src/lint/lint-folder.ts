import { relative } from 'node:path';
import { checkOptions, type OptionForms } from '../options/check-options.ts';
import type { ProgressListener } from '../progress/progress.ts';
import { ProgressTracker } from '../progress/tracker.ts';
import type { WorkerCount } from '../threads/run-jobs.ts';
import type { CsvDialect } from './dialect/csv-dialect.ts';
import { DialectReport } from './dialect/dialect-report.ts';
import { type CsvOptions, readDialect } from './dialect/read-dialect.ts';
import { createSwap } from './files/decoder.ts';
import { isTolerable, missingHeader, tooManyBadEntries } from './files/file-rules.ts';
import { type FileGroup, findFiles, type HeadlessFile, nothingSkipped } from './files/find-files.ts';
import { createFirstRowReader } from './files/first-row.ts';
import { type Finding, FindingCollector } from './finding.ts';
import { suggestHeader } from './header/look-alike.ts';
import { checkIdSpaces } from './ids/check-id-spaces.ts';
import { findDuplicates, type Lint } from './ids/find-duplicates.ts';
import { IdSpaces } from './ids/id-spaces.ts';
import { lintRanges } from './lint-ranges.ts';
import type { LintResult } from './lint-result.ts';
import { planRanges } from './plan-ranges.ts';
import { ResultCollector } from './result-collector.ts';
import { findLimitViolations, findManyPropertyKeys, type StoreFormat } from './rows/store-limits.ts';

/** Which files to check, and how to read them. */
export interface LintOptions {
  /** The folder of the files. */
  readonly folder: string;
  /** Options of neo4j-admin by name, such as `{ delimiter: ';' }`. */
  readonly options?: CsvOptions | undefined;
  /** Which files belong together. By default their names and headers decide. */
  readonly groups?: readonly FileGroup[] | undefined;
  /** Patterns of files in the folder to leave out, as in a .gitignore file. */
  readonly exclude?: readonly string[] | undefined;
  /** The version of Neo4j, because its importers differ; 5.26 by default. */
  readonly version?: string | undefined;
  /** The store format that the files are for, because formats hold different amounts; `aligned` by default. */
  readonly storeFormat?: StoreFormat | undefined;
  /** How many threads read. `auto` (default): one for each core, fewer for small files. */
  readonly workers?: WorkerCount | undefined;
  /** Bytes of the ranges in which large files are read; 16 MiB by default. */
  readonly rangeBytes?: number | undefined;
  /** Stops the check. */
  readonly signal?: AbortSignal | undefined;
  /** Called with the progress of the step `lint`. */
  readonly onProgress?: ProgressListener | undefined;
}

/**
 * Reads CSV files as neo4j-admin does, and finds what it would refuse, and what it would accept but change. Throws
 * `file-missing` if there is no CSV file, `file-unreadable`, and `invalid-option`.
 */
export async function lintFolder(options: LintOptions): Promise<LintResult> {
  checkOptions('lintFolder', options, optionForms);
  const { folder } = options;
  const dialect = readDialect(options.options ?? {}, options.version);
  const readFirstRow = createFirstRowReader(dialect);
  const { groups, headless, ...skipped } = options.groups
    ? { groups: options.groups, headless: [], ...nothingSkipped }
    : await findFiles(folder, { readFirstRow, exclude: options.exclude });

  const findings = new FindingCollector();
  const nameOf = (path: string): string => nameIn(folder, path);
  const { rangeBytes = defaultRangeBytes } = options;
  const plan = await planRanges(groups, { dialect, readFirstRow, rangeBytes, nameOf, findings });
  reportHeadless(headless, { dialect, nameOf, findings });
  const spaces = new IdSpaces(plan.groups);
  checkIdSpaces(plan.groups, dialect, findings);

  const results = new ResultCollector(plan, dialect);
  const lint = { plan, dialect, spaces, findings, results };
  await lintRows(lint, options);
  const isCertain = await findDuplicates(lint, options);
  results.mergeFindings(findings);
  reportTolerance(results.badEntries, dialect, findings);
  const counts = results.count();
  const limits = [...findLimitViolations(counts, options.storeFormat), ...findManyPropertyKeys(plan.groups)];
  for (const { kind, ...message } of limits) {
    const group = plan.groups.find(({ header }) => header.kind === kind) ?? plan.groups[0]!;
    findings.add({ ...message, file: group.file });
  }
  return {
    findings: restoreCharacters(findings.list(), dialect),
    groups: groups.toSorted((a, b) => Number(a.kind !== 'node') - Number(b.kind !== 'node')),
    counts: { ...counts, bytes: plan.bytes },
    isCertain,
    ...skipped,
  };
}

const optionForms: OptionForms<LintOptions> = {
  folder: 'folder',
  options: 'any',
  groups: 'any',
  exclude: 'any',
  version: 'any',
  storeFormat: 'any',
  workers: 'any',
  rangeBytes: 'any',
  signal: 'signal',
  onProgress: 'function',
};

const defaultRangeBytes = 16 * 2 ** 20;

/** How findings name a file: by its path in the folder, if it is in the folder. */
function nameIn(folder: string, path: string): string {
  const name = relative(folder, path);
  return name.startsWith('..') ? path : name;
}

/** Reports files that no header belongs to. */
function reportHeadless(
  files: readonly HeadlessFile[],
  options: {
    readonly dialect: CsvDialect;
    readonly nameOf: (path: string) => string;
    readonly findings: FindingCollector;
  },
): void {
  const { dialect, nameOf, findings } = options;
  const report = new DialectReport(options);
  for (const { path, ...row } of files) report.check(path, row);
  report.finish();
  for (const { path, candidates, ...row } of files) {
    const delimiter = String.fromCharCode(row.guess?.delimiter ?? dialect.delimiter);
    const suggestion = suggestHeader(row.cells)?.join(delimiter);
    const line = row.cells.join(delimiter);
    const excelLine = /^sep=.$/i.test(line) ? line : undefined;
    const isEmpty = row.cells.length === 0 && row.isOnly;
    const message = missingHeader({ candidates: candidates.map(nameOf), suggestion, excelLine, isEmpty });
    findings.add({ ...message, file: nameOf(path), line: 1 });
  }
}

/** Reads and checks the rows of all files. */
async function lintRows({ plan, dialect, spaces, results }: Lint, options: LintOptions): Promise<void> {
  const { workers = 'auto', signal, onProgress } = options;
  const { groups, ranges, bytes } = plan;
  const tracker = new ProgressTracker(onProgress);
  tracker.start('lint', { message: 'Checking files', finished: 'Checked files', total: bytes, unit: 'bytes' });
  // Nodes come first, because relationships are checked against their ids.
  for (const kind of ['node', 'relationship'] as const) {
    const ofKind = ranges.filter(({ group }) => groups[group]!.header.kind === kind);
    const settings = { dialect, groups, spaces: spaces.share({ hasIds: kind === 'relationship' }) };
    await lintRanges(ofKind, settings, {
      workers,
      bytes,
      onResult(range, result) {
        spaces.add(groups[range.group]!, result.ids);
        if (result.isLast) results.keep(range, result);
      },
      onRead: (count) => tracker.advance(count),
      signal,
    });
  }
  tracker.finish();
}

/** Reports that the importer would have to skip more than `--bad-tolerance` allows. */
function reportTolerance(badEntries: number, { badTolerance }: CsvDialect, findings: FindingCollector): void {
  const skipped = findings.list().find(isTolerable);
  if (skipped && badEntries > badTolerance) {
    findings.add({ ...tooManyBadEntries(badEntries, badTolerance), file: skipped.file });
  }
}

/** Shows characters outside ASCII that the dialect has swapped. */
function restoreCharacters(findings: readonly Finding[], { swaps }: CsvDialect): readonly Finding[] {
  if (swaps.length === 0) return findings;
  const swap = createSwap(swaps);
  return findings.map((finding) => ({ ...finding, expected: swap(finding.expected), found: swap(finding.found) }));
}
