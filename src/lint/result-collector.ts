import type { CsvDialect } from './dialect/csv-dialect.ts';
import type { FindingCollector } from './finding.ts';
import type { LintPlan } from './plan-ranges.ts';
import type { RangeResult } from './range-linter.ts';
import type { ByteRange } from './read-range.ts';
import { type LintCounts, RowTally } from './rows/row-tally.ts';

/** Puts together what was found in the ranges of all files. */
export class ResultCollector {
  readonly #plan: LintPlan;
  readonly #tally: RowTally;
  readonly #results = new Map<ByteRange, Pick<RangeResult, 'findings' | 'lines'>>();

  constructor(plan: LintPlan, dialect: CsvDialect) {
    this.#plan = plan;
    this.#tally = new RowTally(dialect);
  }

  /** Keeps the result of a range that is read to its end. */
  keep(range: ByteRange, { counts, findings, lines }: RangeResult): void {
    this.#tally.add(this.#plan.groups[range.group]!, counts);
    this.#results.set(range, { findings, lines });
  }

  /** Subtracts a node that the importer skips from the counts. */
  discount(
    { group }: ByteRange,
    { labels, properties }: { readonly labels: string; readonly properties: number },
  ): void {
    const counts = { rows: -1, properties: -properties, labels: [{ text: labels, count: -1 }], badEntries: 1 };
    this.#tally.add(this.#plan.groups[group]!, counts);
  }

  /** What the importer skips and counts against --bad-tolerance. */
  get badEntries(): number {
    return this.#tally.badEntries;
  }

  count(): LintCounts {
    return this.#tally.count();
  }

  /** How many lines of its file come before each range. All ranges must be read. */
  countLinesBefore(): ReadonlyMap<ByteRange, number> {
    const before = new Map<ByteRange, number>();
    let lines = 0;
    for (const range of this.#plan.ranges) {
      if (range.start === 0) lines = 0;
      before.set(range, lines);
      lines += this.#results.get(range)!.lines;
    }
    return before;
  }

  /** Adds the findings of all ranges to others. All ranges must be read. */
  mergeFindings(findings: FindingCollector): void {
    const linesBefore = this.countLinesBefore();
    for (const range of this.#plan.ranges) {
      for (const finding of this.#results.get(range)!.findings) findings.merge(finding, linesBefore.get(range));
    }
  }
}
