// Reads stretches of files, in whatever thread: what is found in one is told in pieces, so that memory stays small.
import type { JobRunner } from '../threads/thread.ts';
import type { CsvDialect } from './csv-dialect.ts';
import { DuplicateFinder, type DuplicateId } from './duplicate-finder.ts';
import { type Finding, FindingCollector } from './finding.ts';
import { IdHashSet, type IdTables } from './id-hash-set.ts';
import { type ByteRange, readRange } from './read-range.ts';
import { type IdSpaceView, type Report, type RowCounts, type RowGroup, RowLinter } from './row-linter.ts';

export interface RangeLinterSettings {
  readonly dialect: CsvDialect;
  readonly groups: readonly RowGroup[];
  /** By name: the type that the ids of a space have of their own, and which there are where that is known. */
  readonly spaces: ReadonlyMap<string, { readonly type: string | undefined; readonly ids?: IdTables }>;
  /** Hashes by id space: look for the nodes that have them, and for nothing else. */
  readonly wanted?: ReadonlyMap<string, Int32Array>;
}

/** What is known of a stretch when some more of it was read. */
export interface RangeResult {
  /** Whether the stretch was read to its end; all but `ids` and `twins` is told then, of all of it. */
  readonly isLast: boolean;
  /** Hashes of the nodes' ids in this piece. */
  readonly ids: Int32Array;
  /** Nodes of this piece whose ids were wanted. */
  readonly twins: readonly DuplicateId[];
  /** With paths, and lines counted from the beginning of the stretch. */
  readonly findings: readonly Finding[];
  /** Line breaks in it. */
  readonly lines: number;
  readonly counts: RowCounts;
}

/** What a reader is told: a stretch to begin, or to go on with the one it is at. */
export type RangeJob = ByteRange | 'more';

const blocksPerPiece = 16;

/** Makes one who reads, one job after the other. */
export function createRangeLinter(
  settings: RangeLinterSettings,
  onRead: (bytes: number) => void,
): JobRunner<RangeJob, RangeResult> {
  let pieces: AsyncGenerator<RangeResult> | undefined;
  const known = prepare(settings);
  return {
    async run(job) {
      if (job !== 'more') pieces = readPieces(job, known, onRead);
      const { value } = await pieces!.next();
      return value as RangeResult;
    },
    async end() {
      await pieces?.return(undefined); // a stretch that was left in the middle
    },
  };
}

/** The settings as they are worked with, for all stretches alike. */
interface Known extends Pick<RangeLinterSettings, 'dialect' | 'groups'> {
  readonly spaces: ReadonlyMap<string, IdSpaceView>;
  readonly wanted: ReadonlyMap<string, IdHashSet> | undefined;
}

function prepare({ dialect, groups, spaces, wanted }: RangeLinterSettings): Known {
  return {
    ...{ dialect, groups },
    spaces: new Map([...spaces].map(([name, { type, ids }]) => [name, { type, ids: ids && new IdHashSet(ids) }])),
    wanted: wanted && new Map([...wanted].map(([name, pairs]) => [name, IdHashSet.of(pairs)])),
  };
}

const nothing: RowCounts = { rows: 0, properties: 0, labels: [] };

async function* readPieces(
  stretch: ByteRange,
  { dialect, groups, spaces, wanted }: Known,
  onRead: (bytes: number) => void,
): AsyncGenerator<RangeResult> {
  const group = groups[stretch.group]!;
  const findings = new FindingCollector();
  const report: Report = (broken) => findings.add({ file: stretch.path, ...broken });
  const checker = new RowLinter(group, { dialect, spaces, report });
  const finder = wanted && new DuplicateFinder(group, { dialect, spaces, checker, wanted });
  const rows = readRange(stretch, {
    dialect,
    scanner: checker.scanner,
    onRow: finder
      ? (bytes, line) => finder.look(bytes, line)
      : (bytes, line, start, end) => checker.check(bytes, line, start, end),
    onBadText: (line) => checker.reportBadText(line),
    onRead,
  });
  const describe = (isLast: boolean): RangeResult => ({
    isLast,
    ids: checker.ids.take(),
    twins: finder?.take() ?? [],
    findings: isLast ? findings.list() : [],
    lines: checker.scanner.lines,
    counts: isLast ? checker.count() : nothing,
  });
  let blocks = 0;
  for await (const _block of rows) if (++blocks % blocksPerPiece === 0) yield describe(false);
  yield describe(true);
}
