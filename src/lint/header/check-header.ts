import type { CsvHeader, HeaderViolation } from './csv-header.ts';
import { lookAlike, missingEnds } from './header-rules.ts';
import { findLookAlikes, type Keyword } from './look-alike.ts';
import { type HeaderOptions, parseHeader } from './parse-header.ts';

/** What the importer makes of the column, if it accepts a header without the right column. */
const becomes: Readonly<Partial<Record<Keyword, string>>> = {
  ':ID': 'a property: no relationship can refer to the nodes',
  ':LABEL': 'a property of nodes without a label',
  ':TYPE': 'a property of relationships without a type',
};

/** Reads a header, and names the columns that only look like those that it lacks. `hasLabels`: whether options name them. */
export function checkHeader(
  cells: readonly string[],
  { hasLabels, ...options }: HeaderOptions & { readonly hasLabels: boolean },
): CsvHeader & { readonly violations: readonly HeaderViolation[] } {
  const { violations, ...header } = parseHeader(cells, options);
  const hasLabelColumn = header.columns.some(({ kind }) => kind === 'label');
  const lookAlikes = findLookAlikes(cells, options.kind).filter(({ column, keyword }) => {
    if (header.columns[column - 1]!.kind !== 'property') return false;
    if (keyword === ':LABEL') return !hasLabels && !hasLabelColumn;
    return !hasLabels || keyword !== ':TYPE';
  });
  const isExplained = ({ column, rule, expected }: HeaderViolation): boolean =>
    lookAlikes.some((found) =>
      column === undefined
        ? rule === 'header-missing' && expected.endsWith(found.keyword)
        : column === found.column && rule === 'header-type',
    );
  const explained = lookAlikes.map(({ column, keyword }): HeaderViolation => {
    const isRefused = violations.some((violation) => violation.column === column && violation.rule === 'header-type');
    return { column, ...lookAlike(keyword, cells[column - 1]!, isRefused ? undefined : becomes[keyword]) };
  });
  const others = joinMissing(violations.filter((violation) => !isExplained(violation)));
  return { ...header, violations: [...others, ...explained] };
}

/** One violation for both ends of relationships: they are the only columns whose absence is one. */
function joinMissing(violations: readonly HeaderViolation[]): readonly HeaderViolation[] {
  const missing = violations.filter(({ rule }) => rule === 'header-missing');
  if (missing.length < 2) return violations;
  return [...violations.filter(({ rule }) => rule !== 'header-missing'), missingEnds(missing[0]!)];
}
