import { stat } from 'node:fs/promises';
import { relative } from 'node:path';
import { BulkgenError } from '../errors.ts';
import { type ProgressListener, ProgressTracker } from '../progress/tracker.ts';
import type { WorkerCount } from '../threads/run-jobs.ts';
import { type CsvDialect, type CsvOptions, readDialect } from './csv-dialect.ts';
import { looksLikeHeader, parseHeader } from './csv-header.ts';
import type { DuplicateId } from './duplicate-finder.ts';
import { DuplicateReport } from './duplicate-report.ts';
import {
  findReservedCharacter,
  missingHeader,
  repeatedHeader,
  tooManyBad,
  unknownSpace,
  unusableName,
} from './file-rules.ts';
import { type FileGroup, findFiles, readFirstRow } from './find-files.ts';
import { type Finding, FindingCollector } from './finding.ts';
import { IdHashList, IdHashSet } from './id-hash-set.ts';
import { inOrder } from './in-order.ts';
import { lintRanges } from './lint-ranges.ts';
import type { RangeResult } from './range-linter.ts';
import { isPlain } from './read-blocks.ts';
import type { ByteRange } from './read-range.ts';
import type { RowGroup } from './row-linter.ts';
import { type LintCounts, RowTally } from './row-tally.ts';

export interface LintOptions {
  readonly options?: CsvOptions | undefined;
  /** Which files belong together, where the folder itself does not tell. */
  readonly groups?: readonly FileGroup[] | undefined;
  /** Of Neo4j, for importers differ; 5.26 by default. */
  readonly version?: string | undefined;
  readonly workers?: WorkerCount | undefined;
  /** A file is read in stretches of so many bytes, where it can be; 16 MiB by default. */
  readonly rangeBytes?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ProgressListener | undefined;
}

export interface LintResult {
  readonly findings: readonly Finding[];
  /** As neo4j-admin is to be given them. */
  readonly groups: readonly FileGroup[];
  /** Files of the folder that were left out, for their names are not those of CSV. */
  readonly unread: readonly string[];
  readonly counts: LintCounts & {
    /** Of the files as they are on the disk. */
    readonly bytes: number;
  };
  /**
   * Whether all counts are certain. Those of properties and labels are not where nodes that have the same id, of which all
   * but one are to be left out, differ in them: which one the importer keeps, no file tells.
   */
  readonly isCertain: boolean;
}

/** Throws `files-broken` when there are errors, or warnings where those are as bad. */
export function refuseBroken(
  folder: string,
  { findings }: LintResult,
  { warningsAsErrors = false }: { readonly warningsAsErrors?: boolean | undefined } = {},
): void {
  const broken = findings.filter(({ severity }) => severity === 'error' || warningsAsErrors);
  if (broken.length === 0) return;
  const rows = broken.reduce((sum, { lines }) => sum + Math.max(1, lines.length), 0);
  const message = `${folder} has ${rows.toLocaleString('en-US')} rows or headers that cannot be imported as they are`;
  throw new BulkgenError('files-broken', message, { hint: 'Each kind is named above, with what to do.' });
}

/**
 * Reads CSV files as neo4j-admin would, and finds what it would refuse, or take but change. Throws `file-missing` where
 * there is no CSV file, `file-unreadable`, `invalid-option`.
 */
export async function lintFolder(folder: string, options: LintOptions = {}): Promise<LintResult> {
  const dialect = readDialect(options.options ?? {}, options.version);
  const found = options.groups
    ? { groups: options.groups, headless: [], unread: [] }
    : await findFiles(folder, dialect);
  const lint = new Lint(folder, dialect, options);
  for (const path of found.headless) lint.refuseHeadless(path);
  for (const group of found.groups) await lint.addGroup(group);
  return { ...(await lint.finish()), unread: found.unread };
}

const defaultRangeBytes = 16 * 2 ** 20;

/** The most ids that are looked at a second time at once. */
const mostTwins = 500_000;

/** What counts against `--bad-tolerance`. */
const badRules = ['end-empty', 'end-dangling', 'type-empty', 'id-duplicate', 'row-long'];

interface IdSpace {
  readonly ids: IdHashSet;
  /** Hashes that came more than once, in a set and as they came. */
  readonly twice: IdHashSet;
  readonly twins: IdHashList;
  readonly type: string | undefined;
}

/** What is known of the files read so far. */
class Lint {
  readonly #findings = new FindingCollector();
  readonly #spaces = new Map<string, IdSpace>();
  readonly #groups: (RowGroup & { readonly files: FileGroup })[] = [];
  readonly #stretches: ByteRange[] = [];
  /** What was found in each. */
  readonly #pieces = new Map<ByteRange, Pick<RangeResult, 'findings' | 'lines'>>();
  readonly #tally: RowTally;
  #bytes = 0;
  #isCertain = true;
  readonly #folder: string;
  readonly #dialect: CsvDialect;
  readonly #options: LintOptions;

  constructor(folder: string, dialect: CsvDialect, options: LintOptions) {
    this.#folder = folder;
    this.#dialect = dialect;
    this.#options = options;
    this.#tally = new RowTally(dialect);
  }

  refuseHeadless(path: string): void {
    this.#findings.add({ ...missingHeader(), file: this.#nameOf(path), line: 1 });
  }

  /** Reads the headers of a group, and plans the rest. */
  async addGroup(files: FileGroup): Promise<void> {
    const dialect = this.#dialect;
    for (const path of files.files) this.#checkName(path, files.labels);
    const [first, ...others] = files.files;
    const { cells } = await readFirstRow(first!, dialect);
    const header = parseHeader(cells, { kind: files.kind, isCalendar: dialect.isCalendar });
    const file = this.#nameOf(first!);
    for (const { column, ...fault } of header.faults) {
      const at = column === undefined ? {} : { column, header: cells[column - 1]! };
      this.#findings.add({ severity: 'error', file, line: 1, ...fault, ...at });
    }
    const id = header.kind === 'node' ? header.columns.find(({ kind }) => kind === 'id') : undefined;
    if (id && !this.#spaces.has(id.space)) {
      this.#spaces.set(id.space, {
        ids: new IdHashSet(),
        twice: new IdHashSet(),
        twins: new IdHashList(),
        type: id.type,
      });
    }
    const group = this.#groups.push({ header, labels: files.labels, files }) - 1;
    await this.#plan(group, first!, true);
    for (const path of others) {
      const { cells: own } = await readFirstRow(path, dialect);
      const repeats = looksLikeHeader(own);
      if (repeats && !dialect.autoSkipSubsequentHeaders) {
        this.#findings.add({ ...repeatedHeader(own), file: this.#nameOf(path), line: 1 });
      }
      await this.#plan(group, path, repeats && dialect.autoSkipSubsequentHeaders);
    }
  }

  #checkName(path: string, labels: readonly string[]): void {
    const file = this.#nameOf(path);
    const sign = findReservedCharacter(file, labels);
    if (sign !== undefined) this.#findings.add({ ...unusableName(file, sign), file });
  }

  async #plan(group: number, path: string, skipsFirst: boolean): Promise<void> {
    const { size } = await stat(path);
    this.#bytes += size;
    const { multilineFields, inputEncoding } = this.#dialect;
    const { rangeBytes = defaultRangeBytes } = this.#options;
    const mayCut = size > rangeBytes && !multilineFields && (await isPlain(path, inputEncoding));
    if (!mayCut) {
      this.#stretches.push({ group, path, start: 0, end: undefined, skipsFirst });
      return;
    }
    for (let start = 0; start < size; start += rangeBytes) {
      const end = Math.min(size, start + rangeBytes);
      this.#stretches.push({ group, path, start, end, skipsFirst: skipsFirst && start === 0 });
    }
  }

  async finish(): Promise<Omit<LintResult, 'unread'>> {
    this.#checkSpaces();
    const tracker = new ProgressTracker(this.#options.onProgress);
    tracker.start('lint', { message: 'Checking files', finished: 'Checked files', total: this.#bytes, unit: 'bytes' });
    const onRead = (bytes: number): void => tracker.advance(bytes);
    // Nodes first: what relationships refer to must be known.
    for (const kind of ['node', 'relationship'] as const) {
      const stretches = this.#stretches.filter(({ group }) => this.#groups[group]!.header.kind === kind);
      await this.#read(stretches, { onRead, knowsIds: kind === 'relationship', onPiece: this.#keep });
    }
    tracker.finish();
    await this.#findTwins();
    this.#mergeFindings();
    this.#checkTolerance();
    const groups = this.#groups.map(({ files }) => files);
    return {
      findings: this.#findings.list(),
      groups: groups.sort((a, b) => Number(a.kind !== 'node') - Number(b.kind !== 'node')),
      counts: { ...this.#tally.count(), bytes: this.#bytes },
      isCertain: this.#isCertain,
    };
  }

  /** Relationships refer to id spaces that nodes have. */
  #checkSpaces(): void {
    for (const { header, files } of this.#groups) {
      for (const wanted of ['startId', 'endId'] as const) {
        const index = header.columns.findIndex(({ kind }) => kind === wanted);
        const column = header.columns[index];
        if (column === undefined || this.#spaces.has(column.space)) continue;
        const place = { file: this.#nameOf(files.files[0]!), column: index + 1, header: column.text, line: 1 };
        this.#findings.add({ ...unknownSpace(column.space, [...this.#spaces.keys()]), ...place });
      }
    }
  }

  async #read(
    stretches: readonly ByteRange[],
    how: {
      readonly onPiece: (stretch: ByteRange, piece: RangeResult) => void;
      readonly knowsIds?: boolean;
      readonly wanted?: ReadonlyMap<string, Int32Array>;
      readonly onRead?: (bytes: number) => void;
    },
  ): Promise<void> {
    const { onPiece, knowsIds = false, wanted, onRead = () => {} } = how;
    const spaces = [...this.#spaces].map(
      ([name, { type, ids }]) => [name, { type, ...(knowsIds && { ids: ids.tables }) }] as const,
    );
    const settings = {
      dialect: this.#dialect,
      groups: this.#groups.map(({ header, labels }) => ({ header, labels })),
      spaces: new Map(spaces),
      ...(wanted && { wanted }),
    };
    const { workers = 'auto', signal } = this.#options;
    await lintRanges(stretches, settings, { workers, bytes: this.#bytes, onPiece, onRead, signal });
  }

  readonly #keep = (stretch: ByteRange, piece: RangeResult): void => {
    const { ids } = piece;
    const space = ids.length > 0 ? this.#spaceOf(stretch) : undefined;
    for (let at = 0; space && at < ids.length; at += 2) {
      const [high, low] = [ids[at]!, ids[at + 1]!];
      if (!space.ids.add(high, low) && space.twice.add(high, low)) space.twins.add(high, low);
    }
    if (!piece.isLast) return;
    this.#tally.add(this.#groups[stretch.group]!, piece.counts);
    this.#pieces.set(stretch, { findings: piece.findings, lines: piece.lines });
  };

  #spaceOf({ group }: ByteRange): IdSpace | undefined {
    const id = this.#groups[group]!.header.columns.find(({ kind }) => kind === 'id');
    return id && this.#spaces.get(id.space);
  }

  /** Ids with the same hash are read again, for only their texts tell whether they are the same. */
  async #findTwins(): Promise<void> {
    for (const [name, space] of this.#spaces) {
      const hashes = space.twins.take();
      const stretches = this.#stretches.filter((stretch) => this.#spaceOf(stretch) === space);
      for (let at = 0; at < hashes.length; at += 2 * mostTwins) {
        const wanted = new Map([[name, hashes.slice(at, at + 2 * mostTwins)]]);
        await this.#read(stretches, { wanted, onPiece: this.#judgeInOrder(stretches) });
      }
    }
  }

  /** What is first in the files is first here. */
  #judgeInOrder(stretches: readonly ByteRange[]): (stretch: ByteRange, piece: RangeResult) => void {
    const report = new DuplicateReport(this.#dialect);
    const linesBefore = this.#countLinesBefore();
    return inOrder(stretches, (stretch, { twins }) => {
      this.#judgeTwins(twins, stretch, report, linesBefore.get(stretch)!);
      this.#isCertain &&= !report.differs || !this.#skipsTwins;
    });
  }

  #judgeTwins(twins: readonly DuplicateId[], stretch: ByteRange, report: DuplicateReport, linesBefore: number): void {
    const place = { file: this.#nameOf(stretch.path), linesBefore };
    for (const twin of twins) {
      const broken = report.judge(twin, place);
      if (broken === undefined) continue;
      this.#findings.add(broken);
      if (!this.#skipsTwins) continue;
      const labels = [{ text: twin.labels, count: -1 }];
      this.#tally.add(this.#groups[stretch.group]!, { rows: -1, properties: -twin.properties, labels });
    }
  }

  get #skipsTwins(): boolean {
    return this.#dialect.skipDuplicateNodes && this.#dialect.idType !== 'actual';
  }

  #countLinesBefore(): ReadonlyMap<ByteRange, number> {
    const before = new Map<ByteRange, number>();
    const lines = new Map<string, number>();
    for (const stretch of this.#stretches) {
      const so = stretch.start === 0 ? 0 : lines.get(stretch.path)!;
      before.set(stretch, so);
      lines.set(stretch.path, so + this.#pieces.get(stretch)!.lines);
    }
    return before;
  }

  #mergeFindings(): void {
    const linesBefore = this.#countLinesBefore();
    for (const stretch of this.#stretches) {
      for (const finding of this.#pieces.get(stretch)!.findings) {
        this.#findings.merge({ ...finding, file: this.#nameOf(stretch.path) }, linesBefore.get(stretch));
      }
    }
  }

  #checkTolerance(): void {
    const { badTolerance } = this.#dialect;
    const left = this.#findings
      .list()
      .filter(({ severity, rule }) => severity === 'warning' && badRules.includes(rule));
    const rows = left.reduce((sum, { lines }) => sum + lines.length, 0);
    if (rows > badTolerance) this.#findings.add({ ...tooManyBad(rows, badTolerance), file: left[0]!.file });
  }

  #nameOf(path: string): string {
    const name = relative(this.#folder, path);
    return name.startsWith('..') ? path : name;
  }
}
