import type { CsvDialect } from '../dialect/csv-dialect.ts';
import type { CsvHeader, RowGroup } from '../header/csv-header.ts';
import { trimControls } from '../values/string-map.ts';
import type { TextCount } from './text-counter.ts';

/** What the importer will make of rows with one header. It does not include rows that the importer skips. */
export interface RowCounts {
  /** Nodes or relationships. */
  readonly rows: number;
  /** Values that are not null. */
  readonly properties: number;
  /** How often each text stands in the columns of labels, or of the type. */
  readonly labels: readonly TextCount[];
  /** What the importer skips and counts against --bad-tolerance: a row, or each cell too many. */
  readonly badEntries: number;
}

/** What the importer will make of all files. It does not include rows that the importer skips. */
export interface LintCounts {
  readonly nodes: number;
  readonly relationships: number;
  /** Values that are not null. */
  readonly properties: number;
  /** How many nodes have each label. */
  readonly labels: Readonly<Record<string, number>>;
  /** How many relationships have each type. */
  readonly types: Readonly<Record<string, number>>;
}

/** Adds up the counts of all files. */
export class RowTally {
  readonly #arrayDelimiter: string;
  readonly #trims: boolean;
  readonly #rows = { node: 0, relationship: 0 };
  readonly #names = { node: new Map<string, number>(), relationship: new Map<string, number>() };
  #properties = 0;
  #badEntries = 0;

  constructor({ arrayDelimiter, trimStrings }: Pick<CsvDialect, 'arrayDelimiter' | 'trimStrings'>) {
    this.#arrayDelimiter = String.fromCharCode(arrayDelimiter);
    this.#trims = trimStrings;
  }

  /** Adds the counts of rows of a group. Negative counts take rows away again. */
  add(group: RowGroup, { rows, properties, labels, badEntries }: RowCounts): void {
    const { kind, columns } = group.header;
    this.#rows[kind] += rows;
    this.#properties += properties;
    this.#badEntries += badEntries;
    const hasNames = columns.some((column) => column.kind === 'label' || column.kind === 'type');
    for (const { text, count } of hasNames ? labels : [{ text: '', count: rows }]) {
      for (const name of this.#readNames(group, kind, text)) {
        this.#names[kind].set(name, (this.#names[kind].get(name) ?? 0) + count);
      }
    }
  }

  /** What the importer skips and counts against --bad-tolerance. */
  get badEntries(): number {
    return this.#badEntries;
  }

  count(): LintCounts {
    const { node, relationship } = this.#names;
    return {
      nodes: this.#rows.node,
      relationships: this.#rows.relationship,
      properties: this.#properties,
      labels: Object.fromEntries(node),
      types: Object.fromEntries(relationship),
    };
  }

  /** The labels, or the one type, of a row: those of its group, and those in `text`, its columns of labels or of the type. */
  #readNames({ labels }: RowGroup, kind: CsvHeader['kind'], text: string): ReadonlySet<string> {
    if (kind === 'relationship') return new Set([text || (labels[0] ?? '')]);
    const names = text === '' ? [] : text.split(this.#arrayDelimiter);
    return new Set([...labels, ...(this.#trims ? names.map(trimControls) : names)]);
  }
}
