import type { WorkerCount } from '../../threads/run-jobs.ts';
import type { CsvDialect } from '../dialect/csv-dialect.ts';
import type { FindingCollector, Violation } from '../finding.ts';
import { lintRanges } from '../lint-ranges.ts';
import type { LintPlan } from '../plan-ranges.ts';
import type { RangeResult } from '../range-linter.ts';
import type { ByteRange } from '../read-range.ts';
import type { ResultCollector } from '../result-collector.ts';
import { duplicateId } from '../rows/row-rules.ts';
import type { DuplicateId } from './duplicate-finder.ts';
import type { IdSpaces } from './id-spaces.ts';

/** A lint under way. */
export interface Lint {
  readonly plan: LintPlan;
  readonly dialect: CsvDialect;
  readonly spaces: IdSpaces;
  readonly findings: FindingCollector;
  readonly results: ResultCollector;
}

export interface DuplicateSearchOptions {
  readonly workers?: WorkerCount | undefined;
  readonly signal?: AbortSignal | undefined;
}

type OnResult = (range: ByteRange, result: RangeResult) => void;

/** How many ids are compared at a time, at most. */
const mostIds = 500_000;

/**
 * Reports nodes that have the same id, and subtracts those that the importer skips from the counts. The files are read again if
 * ids have the same hash, because only their texts show whether they are the same. Returns whether the counts are still
 * certain: see `LintResult`.
 */
export async function findDuplicates(
  { plan, dialect, spaces, findings, results }: Lint,
  { workers = 'auto', signal }: DuplicateSearchOptions,
): Promise<boolean> {
  const { groups, bytes } = plan;
  const isSkipped = dialect.skipDuplicateNodes && dialect.idType !== 'actual';
  const linesBefore = results.countLinesBefore();
  let isCertain = true;
  for (const [name, space] of spaces.all) {
    const hashes = space.repeatedList.take();
    const ranges = plan.ranges.filter(({ group }) => spaces.of(groups[group]!) === space);
    for (let at = 0; at < hashes.length; at += 2 * mostIds) {
      const wanted = new Map([[name, hashes.slice(at, at + 2 * mostIds)]]);
      const report = new DuplicateReport(dialect);
      const keep: OnResult = (range, { duplicates }) => {
        const place = { file: range.file, linesBefore: linesBefore.get(range)! };
        for (const duplicate of duplicates) {
          const violation = report.check(duplicate, place);
          if (violation === undefined) continue;
          findings.add(violation);
          if (isSkipped) results.discount(range, duplicate);
        }
      };
      const settings = { dialect, groups, spaces: spaces.share({ hasIds: false }), wanted };
      const onResult = inOrder(ranges, keep);
      await lintRanges(ranges, settings, { workers, bytes, onResult, onRead: () => {}, signal });
      isCertain &&= !report.differs || !isSkipped;
    }
  }
  return isCertain;
}

/** Passes results on in the order of their ranges. Those of a later range wait until the ranges before it are read. */
function inOrder(ranges: readonly ByteRange[], onResult: OnResult): OnResult {
  const waiting = new Map(ranges.map((range) => [range, [] as RangeResult[]]));
  let current = 0;
  return (range, result) => {
    waiting.get(range)!.push(result);
    for (let isRead = true; isRead && current < ranges.length; current += Number(isRead)) {
      const results = waiting.get(ranges[current]!)!.splice(0);
      for (const next of results) onResult(ranges[current]!, next);
      isRead = results.at(-1)?.isLast ?? false;
    }
  };
}

export interface DuplicatePlace {
  /** How findings name the file. */
  readonly file: string;
  /** How many lines of the file come before the range of the node. */
  readonly linesBefore: number;
}

/** Separates nodes with the same id from nodes whose ids only have the same hash. */
class DuplicateReport {
  /** Whether nodes with the same id differ. Then the files do not decide which values the importer stores. */
  differs = false;
  readonly #first = new Map<string, Pick<DuplicateId, 'labels' | 'properties'> & { readonly place: string }>();
  readonly #becomes: string | undefined;

  constructor({ idType, skipDuplicateNodes }: CsvDialect) {
    if (idType === 'actual') this.#becomes = 'a node that replaces the one before';
    else if (skipDuplicateNodes) this.#becomes = 'one node: neo4j-admin keeps one of the rows';
  }

  /** What is wrong with a node whose id an earlier node has. Nodes must come in the order of the files. */
  check(
    { id, key, column, header, line: lineInRange, labels, properties }: DuplicateId,
    { file, linesBefore }: DuplicatePlace,
  ): Violation | undefined {
    const line = linesBefore + lineInRange;
    const first = this.#first.get(key);
    if (first === undefined) {
      this.#first.set(key, { place: `line ${line.toLocaleString('en-US')} of ${file}`, labels, properties });
      return undefined;
    }
    this.differs ||= first.labels !== labels || first.properties !== properties;
    return { ...duplicateId(`${id}, as in ${first.place}`, this.#becomes), file, column, header, line };
  }
}
