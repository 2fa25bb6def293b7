// What a lint says: one finding for each rule that is broken in one column of one file, with every line it is broken on.

/** `error`: the importer refuses the files. `warning`: it takes them, but not as they were meant. */
export type Severity = 'error' | 'warning';

export interface Finding {
  readonly severity: Severity;
  /** Name of the rule, stable for programs. */
  readonly rule: string;
  /** Path in the folder. */
  readonly file: string;
  /** 1-based, with its cell of the header. */
  readonly column?: number;
  readonly header?: string;
  readonly expected: string;
  /** What stands there on the first line. */
  readonly found: string;
  /** What the importer would make of it. */
  readonly becomes?: string;
  /** What to do. */
  readonly remedy: string;
  /** 1-based lines of the rows, in order; none where the file as a whole is meant. */
  readonly lines: readonly number[];
}

/** A finding as it is reported, one line at a time. */
export type Violation = Omit<Finding, 'lines'> & { readonly line?: number };

/** The same without its place, which adds whoever found it. */
export type RuleMessage = Omit<Violation, 'file' | 'column' | 'header' | 'line'>;

/** Collects findings; those that break the same rule at the same place become one. */
export class FindingCollector {
  readonly #findings = new Map<string, Finding & { readonly lines: number[] }>();

  add({ line, ...broken }: Violation): void {
    this.merge({ ...broken, lines: line === undefined ? [] : [line] });
  }

  /** Adds a finding of a stretch of the file, which begins behind so many lines. */
  merge({ lines, ...broken }: Finding, before = 0): void {
    const { severity, file, rule, column = 0 } = broken;
    const key = `${severity}\0${rule}\0${column}\0${file}`;
    const known = this.#findings.get(key) ?? { ...broken, lines: [] };
    this.#findings.set(key, known);
    for (const line of lines) known.lines.push(line + before);
  }

  /** Errors first, then by file, column and line. */
  list(): readonly Finding[] {
    return [...this.#findings.values()].sort(
      (a, b) =>
        Number(a.severity === 'warning') - Number(b.severity === 'warning') ||
        compareText(a.file, b.file) ||
        (a.lines[0] ?? 0) - (b.lines[0] ?? 0) ||
        (a.column ?? 0) - (b.column ?? 0),
    );
  }
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
