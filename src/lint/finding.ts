// What the lint reports: one finding for each rule that one column of one file violates, with every line where it does.

/** `error`: the importer refuses the files. `warning`: it accepts them, but changes something. */
export type Severity = 'error' | 'warning';

/** What is wrong in a file: what neo4j-admin would refuse (`error`), or would accept but change (`warning`). */
export interface Finding {
  readonly severity: Severity;
  /** The name of the rule, stable for programs. */
  readonly rule: string;
  /** The path within the folder. */
  readonly file: string;
  /** Counted from 1. */
  readonly column?: number;
  /** The column's cell of the header. */
  readonly header?: string;
  readonly expected: string;
  /** What the first of the lines holds. */
  readonly found: string;
  /** What the importer would make of it. */
  readonly becomes?: string;
  /** What to change. */
  readonly remedy: string;
  /** The lines of the rows, counted from 1 and in order; empty if the file as a whole is meant. */
  readonly lines: readonly number[];
}

/** A finding of one line, or of the file as a whole. */
export type Violation = Omit<Finding, 'lines'> & { readonly line?: number };

/** What a rule says about a violation, without its place. */
export type RuleMessage = Omit<Violation, 'file' | 'column' | 'header' | 'line'>;

/** Joins the violations of the same rule in the same column of a file into one finding. */
export class FindingCollector {
  readonly #findings = new Map<string, Finding & { readonly lines: number[] }>();

  add({ line, ...violation }: Violation): void {
    this.merge({ ...violation, lines: line === undefined ? [] : [line] });
  }

  /** Adds a finding of a byte range of its file. `linesBefore`: how many lines of the file come before the range. */
  merge({ lines, ...finding }: Finding, linesBefore = 0): void {
    const { severity, file, rule, column = 0 } = finding;
    const key = `${severity}\0${rule}\0${column}\0${file}`;
    const known = this.#findings.get(key) ?? { ...finding, lines: [] };
    this.#findings.set(key, known);
    for (const line of lines) known.lines.push(line + linesBefore);
  }

  /** Errors first, then by file, line and column. */
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
