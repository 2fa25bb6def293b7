import { createCellLinter } from '../../src/lint/cell-linter.ts';
import type { CellMessage } from '../../src/lint/cell-rules.ts';
import { parseHeader } from '../../src/lint/parse-header.ts';
import { readDialect } from '../../src/lint/read-dialect.ts';
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
  const cases = columns.flatMap((column) => mutateValues(column, seed, count).map((value) => ({ column, value })));
  const lines = cases.map(({ column: { type, isNormalized }, value }) =>
    [isNormalized ? 'normalize' : 'exact', escapeText(`v:${type}`), escapeText(value)].join('\t'),
  );
  const answers = await askImporter(importer, 'StoreValues.java', lines);
  const judges = new Map(columns.map((column) => [column, createJudge(column, importer.version)]));
  return cases.flatMap(({ column, value }, index) => {
    const disagreement = judges.get(column)!(value, unescapeText(answers[index]!));
    if (!disagreement) return [];
    const found = { version: importer.version, type: nameColumn(column), value, ...disagreement };
    return accepted.some(({ covers }) => covers(found)) ? [] : [found];
  });
}

type Judge = (value: string, answer: string) => Pick<Disagreement, 'kind' | 'detail'> | undefined;

function createJudge(column: ValueColumn, version: string): Judge {
  const lint = createLint(column, version);
  return (value, answer) => {
    const message = lint(value);
    const isRefused = answer.startsWith('!');
    if (message?.severity === 'error') {
      return isRefused
        ? undefined
        : { kind: 'false alarm', detail: `expected ${message.expected}; stored as ${answer.slice(1)}` };
    }
    if (isRefused) return { kind: 'silence', detail: answer.slice(1) };
    const type = column.type.replace(/\{.*/, '');
    const difference = compareStored({ type, cell: value, warning: message }, answer.slice(1));
    return difference === undefined ? undefined : { kind: 'value', detail: difference };
  };
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
