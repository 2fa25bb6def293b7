// Lints byte ranges, in another thread or in the main thread. A range has several results, so that memory stays small.
import type { JobRunner } from '../threads/thread.ts';
import { type CsvDialect, hasMultilineFields } from './dialect/csv-dialect.ts';
import { type Finding, FindingCollector } from './finding.ts';
import type { RowGroup } from './header/csv-header.ts';
import { DuplicateFinder, type DuplicateId } from './ids/duplicate-finder.ts';
import { IdHashSet, type IdTables } from './ids/id-hash-set.ts';
import type { IdTypes } from './ids/id-types.ts';
import type { IdSpaceView } from './ids/row-ids.ts';
import { type ByteRange, readRange } from './read-range.ts';
import { RowLinter } from './rows/row-linter.ts';
import type { RowCounts } from './rows/row-tally.ts';

export interface RangeLinterSettings {
  readonly dialect: CsvDialect;
  readonly groups: readonly RowGroup[];
  /** Id spaces by name. Their ids are known once all nodes are read. */
  readonly spaces: ReadonlyMap<string, { readonly types: IdTypes; readonly ids?: IdTables }>;
  /** Hashes by id space. If given, the linter only looks for nodes whose ids have one of these hashes. */
  readonly wanted?: ReadonlyMap<string, Int32Array>;
}

/** What was found in the part of a range that was read since the result before. */
export interface RangeResult {
  /** Whether the range is read to its end. Only then the result has findings and counts, those of the whole range. */
  readonly isLast: boolean;
  /** Hashes of the ids of nodes. */
  readonly ids: Int32Array;
  /** Nodes whose ids have a wanted hash. */
  readonly duplicates: readonly DuplicateId[];
  /** Lines are counted from the beginning of the range. */
  readonly findings: readonly Finding[];
  /** Line breaks since the beginning of the range. */
  readonly lines: number;
  readonly counts: RowCounts;
}

/** A range to begin with, or the next result of the current range. */
export type RangeJob = ByteRange | 'more';

const blocksPerResult = 16;

/** Creates a linter that does one job after the other. */
export function createRangeLinter(
  settings: RangeLinterSettings,
  onRead: (bytes: number) => void,
): JobRunner<RangeJob, RangeResult> {
  let results: AsyncGenerator<RangeResult> | undefined;
  const prepared = prepare(settings);
  return {
    async run(job) {
      if (job !== 'more') results = lintRange(job, prepared, onRead);
      const { value } = await results!.next();
      return value as RangeResult;
    },
    async end() {
      await results?.return(undefined); // the linter may be in the middle of a range
    },
  };
}

interface PreparedSettings extends Pick<RangeLinterSettings, 'dialect' | 'groups'> {
  readonly spaces: ReadonlyMap<string, IdSpaceView>;
  readonly wanted: ReadonlyMap<string, IdHashSet> | undefined;
}

function prepare({ dialect, groups, spaces, wanted }: RangeLinterSettings): PreparedSettings {
  const views = [...spaces].map(([name, { types, ids }]) => [name, { types, ids: ids && new IdHashSet(ids) }] as const);
  return {
    dialect,
    groups,
    spaces: new Map(views),
    wanted: wanted && new Map([...wanted].map(([name, hashes]) => [name, IdHashSet.of(hashes)])),
  };
}

const noCounts: RowCounts = { rows: 0, properties: 0, labels: [], badEntries: 0 };

async function* lintRange(
  range: ByteRange,
  { dialect: common, groups, spaces, wanted }: PreparedSettings,
  onRead: (bytes: number) => void,
): AsyncGenerator<RangeResult> {
  const dialect = { ...common, multilineFields: hasMultilineFields(common, range.path) };
  const group = groups[range.group]!;
  const findings = new FindingCollector();
  const linter = new RowLinter(group, {
    dialect,
    spaces,
    report(violation) {
      // The plan reports a header at the beginning of a file.
      const isPlanned = violation.rule === 'header-repeated' && violation.line === 1 && range.start === 0;
      if (!isPlanned) findings.add({ file: range.file, ...violation });
    },
  });
  const finder = wanted && new DuplicateFinder(group, { dialect, spaces, linter, wanted });
  const blocks = readRange(range, {
    dialect,
    scanner: linter.scanner,
    onRow: finder
      ? (bytes, line) => finder.check(bytes, line)
      : (bytes, line, start, end) => linter.check(bytes, line, start, end),
    onBadText: (line, encoding) => linter.reportBadText(line, encoding),
    onRead,
  });
  const createResult = (isLast: boolean): RangeResult => ({
    isLast,
    ids: linter.ids.take(),
    duplicates: finder?.take() ?? [],
    findings: isLast ? findings.list() : [],
    lines: linter.scanner.lines,
    counts: isLast ? linter.count() : noCounts,
  });
  let count = 0;
  for await (const _block of blocks) if (++count % blocksPerResult === 0) yield createResult(false);
  yield createResult(true);
}
