import { stat } from 'node:fs/promises';
import type { CsvDialect } from './csv-dialect.ts';
import { looksLikeHeader, type RowGroup } from './csv-header.ts';
import { findReservedCharacter, repeatedHeader, reservedCharacter } from './file-rules.ts';
import type { FileGroup } from './find-files.ts';
import type { FindingCollector } from './finding.ts';
import { readFirstRow } from './first-row.ts';
import { parseHeader } from './parse-header.ts';
import { isPlain } from './read-blocks.ts';
import type { ByteRange } from './read-range.ts';

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
  /** How many bytes a range has. */
  readonly rangeBytes: number;
  /** How findings name a file. */
  readonly nameOf: (path: string) => string;
  /** Receives what is wrong with names and headers. */
  readonly findings: FindingCollector;
}

/** Reads the headers of groups, and cuts their files into ranges that can be read in any order. */
export async function planRanges(fileGroups: readonly FileGroup[], options: PlanRangesOptions): Promise<LintPlan> {
  const groups: PlannedGroup[] = [];
  const ranges: ByteRange[] = [];
  let bytes = 0;
  for (const fileGroup of fileGroups) {
    reportNames(fileGroup, options);
    const group = groups.push(await planGroup(fileGroup, options)) - 1;
    for (const [index, path] of fileGroup.files.entries()) {
      const skipsFirst = index === 0 || (await skipsHeader(path, options));
      const { size } = await stat(path);
      bytes += size;
      const file = { group, path, file: options.nameOf(path) };
      for (const part of await cutFile(path, size, options)) {
        ranges.push({ ...file, ...part, skipsFirst: skipsFirst && part.start === 0 });
      }
    }
  }
  return { groups, ranges, bytes };
}

function reportNames({ files, labels }: FileGroup, { nameOf, findings }: PlanRangesOptions): void {
  for (const path of files) {
    const file = nameOf(path);
    const character = findReservedCharacter(file, labels);
    if (character !== undefined) findings.add({ ...reservedCharacter(file, character), file });
  }
}

/** Reads the header of a group, the first row of its first file. */
async function planGroup({ kind, labels, files }: FileGroup, options: PlanRangesOptions): Promise<PlannedGroup> {
  const { dialect, nameOf, findings } = options;
  const path = files[0]!;
  const { cells } = await readFirstRow(path, dialect);
  const { violations, ...header } = parseHeader(cells, { kind, isCalendarVersion: dialect.isCalendarVersion });
  const file = nameOf(path);
  for (const { column, ...message } of violations) {
    const place = column === undefined ? {} : { column, header: cells[column - 1]! };
    findings.add({ ...message, file, line: 1, ...place });
  }
  return { header, labels, file };
}

/** Whether a later file of a group begins with a header that the importer skips. Reports a header that it does not skip. */
async function skipsHeader(path: string, { dialect, nameOf, findings }: PlanRangesOptions): Promise<boolean> {
  const { cells } = await readFirstRow(path, dialect);
  if (!looksLikeHeader(cells)) return false;
  if (!dialect.autoSkipSubsequentHeaders) findings.add({ ...repeatedHeader(cells), file: nameOf(path), line: 1 });
  return dialect.autoSkipSubsequentHeaders;
}

async function cutFile(
  path: string,
  size: number,
  { dialect, rangeBytes }: PlanRangesOptions,
): Promise<readonly Pick<ByteRange, 'start' | 'end'>[]> {
  const canCut = size > rangeBytes && !dialect.multilineFields && (await isPlain(path, dialect.inputEncoding));
  if (!canCut) return [{ start: 0, end: undefined }];
  const count = Math.ceil(size / rangeBytes);
  return Array.from({ length: count }, (_, index) => ({
    start: index * rangeBytes,
    end: Math.min(size, (index + 1) * rangeBytes),
  }));
}
