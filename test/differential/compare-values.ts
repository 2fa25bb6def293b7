import { readDialect } from '../../src/lint/dialect/read-dialect.ts';
import { parseHeader } from '../../src/lint/header/parse-header.ts';
import { createCellLinter } from '../../src/lint/values/cell-linter.ts';
import type { CellMessage } from '../../src/lint/values/cell-rules.ts';
import { compareStored } from '../lint/compare-stored.ts';
import { accepted } from './accepted.ts';
import { askImporter, escapeText, type Importer, unescapeText } from './ask-importer.ts';
import type { Disagreement } from './disagreement.ts';
import { mutateValues } from './mutate-value.ts';
import type { ValueColumn } from './value-columns.ts';

export interface CompareOptions {
  readonly seed: string;
  /** How many values a column has. */
  readonly count: number;
}

/** Asks the lint and the importer about changed values of each column. Answers where they disagree without a known reason. */
export async function compareValues(
  importer: Importer,
  columns: readonly ValueColumn[],
  { seed, count }: CompareOptions,
): Promise<readonly Disagreement[]> {
  const cases = columns.flatMap((column) => {
    const lint = createLint(column, importer.version);
    return mutateValues(column, seed, count).flatMap((value) => {
      const message = lint(value);
      // The importer does not come back from such a value.
      return message?.rule === 'cell-longitude' ? [] : [{ column, value, message }];
    });
  });
  const lines = cases.map(({ column: { type, isNormalized }, value }) =>
    [isNormalized ? 'normalize' : 'exact', escapeText(`v:${type}`), escapeText(value)].join('\t'),
  );
  const answers = await askImporter(importer, 'StoreValues.java', lines);
  return cases.flatMap(({ column, value, message }, index) => {
    const difference = compare(column, value, { message, answer: unescapeText(answers[index]!) });
    if (!difference) return [];
    const found = { version: importer.version, type: nameColumn(column), value, ...difference };
    return accepted.some(({ covers }) => covers(found)) ? [] : [found];
  });
}

interface Verdicts {
  /** Of the lint. */
  readonly message: CellMessage | undefined;
  /** Of the importer. */
  readonly answer: string;
}

function compare(
  { type }: ValueColumn,
  value: string,
  { message, answer }: Verdicts,
): Pick<Disagreement, 'kind' | 'detail'> | undefined {
  const isRefused = answer.startsWith('!');
  if (message?.severity === 'error') {
    if (isRefused) return undefined;
    return { kind: 'false alarm', detail: `expected ${message.expected}; stored as ${answer.slice(1)}` };
  }
  if (isRefused) return { kind: 'silence', detail: answer.slice(1) };
  if (/^point.*\{[xyz]:/.test(type)) return undefined; // the header has a coordinate
  const difference = compareStored({ type: type.replace(/\{.*/, ''), cell: value, warning: message }, answer.slice(1));
  return difference === undefined ? undefined : { kind: 'value', detail: difference };
}

/** What the lint says about a value; an error for each value of a column whose header it refuses. */
function createLint({ type, isNormalized }: ValueColumn, version: string): (value: string) => CellMessage | undefined {
  const dialect = readDialect({ 'normalize-types': `${isNormalized}` }, version);
  const { isCalendarVersion } = dialect;
  const { columns, violations } = parseHeader(['id:ID', `v:${type}`], { kind: 'node', isCalendarVersion });
  const violation = violations.find(({ severity }) => severity === 'error');
  if (violation) return () => violation;
  const linter = createCellLinter(columns[1]!.type!, dialect, columns[1]!.options);
  if (!linter) return () => undefined;
  return (value) => {
    const bytes = new TextEncoder().encode(value);
    return linter.isUsual(bytes, 0, bytes.length) ? undefined : linter.check(value);
  };
}

/** The type of a column as `Disagreement` names it. */
export function nameColumn({ type, isNormalized }: ValueColumn): string {
  return isNormalized ? type : `${type} --normalize-types=false`;
}
