import { statSync } from 'node:fs';
import { type CsvDialect, hasMultilineFields } from './dialect/csv-dialect.ts';
import { DialectReport } from './dialect/dialect-report.ts';
import {
  blankHeader,
  emptyTable,
  findReservedCharacter,
  repeatedHeader,
  repeatedNames,
  reservedCharacter,
} from './files/file-rules.ts';
import type { FileGroup } from './files/find-files.ts';
import type { FirstRowReader } from './files/first-row.ts';
import { isPlain } from './files/read-blocks.ts';
import type { FindingCollector } from './finding.ts';
import { checkHeader } from './header/check-header.ts';
import { type CsvHeader, looksLikeHeader, type RowGroup } from './header/csv-header.ts';
import type { ByteRange } from './read-range.ts';
import { misplacedQuote } from './rows/row-rules.ts';

/** A group whose header is read. */
export interface PlannedGroup extends RowGroup {
  /** How findings name the file of the header. */
  readonly file: string;
}

export interface LintPlan {
  readonly groups: readonly PlannedGroup[];
  /** In the order of the groups, their files and the bytes of each file. */
  readonly ranges: readonly ByteRange[];
  /** The size of all files. */
  readonly bytes: number;
}

export interface PlanRangesOptions {
  readonly dialect: CsvDialect;
  readonly readFirstRow: FirstRowReader;
  /** How many bytes a range has. */
  readonly rangeBytes: number;
  /** How findings name a file. */
  readonly nameOf: (path: string) => string;
  /** Receives what is wrong with names, headers, delimiters and quotation marks. */
  readonly findings: FindingCollector;
}

/**
 * Reads the headers of groups, and cuts their files into ranges that can be read in any order. A group has no ranges if the
 * dialect cannot split its rows, nor have relationships if that is so for nodes.
 */
export async function planRanges(fileGroups: readonly FileGroup[], options: PlanRangesOptions): Promise<LintPlan> {
  const groups: PlannedGroup[] = [];
  const ranges: ByteRange[] = [];
  const report = new DialectReport(options);
  let bytes = 0;
  let lacksNodes = false;
  for (const fileGroup of fileGroups) {
    reportNames(fileGroup, options);
    const files = await startWithHeader(fileGroup.files, options);
    const group = groups.push(await planGroup({ ...fileGroup, files }, options)) - 1;
    const { header } = groups[group]!;
    for (const [index, path] of files.entries()) {
      const { size } = statSync(path);
      bytes += size;
      const row = await options.readFirstRow(path);
      const isReadable = report.check(path, row, index === 0 ? undefined : header.columns.length);
      lacksNodes ||= !isReadable && header.kind === 'node';
      if (!isReadable || header.columns.length === 0) continue;
      const skipsFirst = index === 0 || skipsHeader(path, row.cells, { header, ...options });
      const file = { group, path, file: options.nameOf(path) };
      for (const part of await cutFile(path, size, options)) {
        ranges.push({ ...file, ...part, skipsFirst: skipsFirst && part.start === 0 });
      }
    }
  }
  report.finish();
  const readable = lacksNodes ? ranges.filter(({ group }) => groups[group]!.header.kind === 'node') : ranges;
  return { groups, ranges: readable, bytes };
}

function reportNames({ files, labels }: FileGroup, { nameOf, findings }: PlanRangesOptions): void {
  for (const path of files) {
    const file = nameOf(path);
    const character = findReservedCharacter(file, labels);
    if (character !== undefined) findings.add({ ...reservedCharacter(file, character), file });
  }
}

/** The files of a group without the empty ones that come before its header, as the importer reads them. */
async function startWithHeader(
  files: readonly string[],
  { readFirstRow }: PlanRangesOptions,
): Promise<readonly string[]> {
  for (const [index, path] of files.entries()) {
    const { isEmpty = false } = await readFirstRow(path);
    if (!isEmpty) return files.slice(index);
  }
  return files;
}

/** Reads the header of a group, the first row of its first file. */
async function planGroup({ kind, labels, files }: FileGroup, options: PlanRangesOptions): Promise<PlannedGroup> {
  const { dialect, readFirstRow, nameOf, findings } = options;
  const path = files[0]!;
  const { cells: ofRow, emptyTexts, fault, isOnly } = await readFirstRow(path);
  const { isCalendarVersion, ignoreEmptyStrings } = dialect;
  const cells = fault?.cells ?? ofRow;
  const unnamed = ignoreEmptyStrings ? [] : emptyTexts;
  const hasLabels = labels.length > 0;
  const { violations, ...header } = checkHeader(cells, { kind, isCalendarVersion, hasLabels, emptyTexts: unnamed });
  const file = nameOf(path);
  const hasRows = !isOnly || files.length > 1;
  if (cells.length === 0 && hasRows) findings.add({ ...blankHeader(), file, line: 1 });
  else if (cells.length === 0 && violations.length === 0) findings.add({ ...emptyTable(), file });
  if (fault) findings.add({ ...misplacedQuote(fault.fault, fault.found), file, column: fault.column, line: 1 });
  for (const { column, ...message } of violations) {
    const place = column === undefined ? {} : { column, ...(cells[column - 1] && { header: cells[column - 1]! }) };
    findings.add({ ...message, file, line: 1, ...place });
  }
  return { header, labels, file };
}

/** Whether a later file of a group begins with a header that the importer skips. Reports a header that it does not skip. */
function skipsHeader(
  path: string,
  cells: readonly string[],
  { header, dialect, nameOf, findings }: PlanRangesOptions & { readonly header: CsvHeader },
): boolean {
  const isHeader = looksLikeHeader(cells);
  if (isHeader && dialect.autoSkipSubsequentHeaders) return true;
  const place = { file: nameOf(path), line: 1 };
  if (isHeader) findings.add({ ...repeatedHeader(cells), ...place });
  else if (hasNames(cells, header)) findings.add({ ...repeatedNames(cells), ...place });
  return false;
}

/** Whether the cells are the names of the columns, without their types. */
function hasNames(cells: readonly string[], { columns }: CsvHeader): boolean {
  const isName = ({ name }: { readonly name?: string }, index: number): boolean =>
    name === undefined || name.toLowerCase() === cells[index]?.toLowerCase();
  return cells.length === columns.length && columns.some(({ name }) => name !== undefined) && columns.every(isName);
}

async function cutFile(
  path: string,
  size: number,
  { dialect, rangeBytes }: PlanRangesOptions,
): Promise<readonly Pick<ByteRange, 'start' | 'end'>[]> {
  const mayCut = size > rangeBytes && !hasMultilineFields(dialect, path) && dialect.swaps.length === 0;
  const canCut = mayCut && (await isPlain(path, dialect.inputEncoding));
  if (!canCut) return [{ start: 0, end: undefined }];
  const count = Math.ceil(size / rangeBytes);
  return Array.from({ length: count }, (_, index) => ({
    start: index * rangeBytes,
    end: Math.min(size, (index + 1) * rangeBytes),
  }));
}
