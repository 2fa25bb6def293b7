// The files of an export and third-party CSV are read in the same way, as neo4j-admin reads them.
import { join } from 'node:path';
import { BulkgenError, throwIfAborted } from '../errors.ts';
import type { Manifest } from '../export/manifest.ts';
import { readManifest } from '../export/read-manifest.ts';
import { type CsvDialect, hasMultilineFields } from '../lint/dialect/csv-dialect.ts';
import { DialectScanner } from '../lint/dialect/dialect-scanner.ts';
import { type CsvOptions, readDialect } from '../lint/dialect/read-dialect.ts';
import { type FileGroup, findFiles } from '../lint/files/find-files.ts';
import { createFirstRowReader } from '../lint/files/first-row.ts';
import { FindingCollector } from '../lint/finding.ts';
import type { RowGroup } from '../lint/header/csv-header.ts';
import { planRanges } from '../lint/plan-ranges.ts';
import { type ByteRange, readRange } from '../lint/read-range.ts';
import { quotePath } from '../system/quote-word.ts';

/** How to read third-party CSV. */
export interface ThirdPartyFiles {
  /** Options of neo4j-admin by name, such as `{ delimiter: ';' }`. */
  readonly options?: CsvOptions | undefined;
  /** Which files belong together. By default their names and headers decide. */
  readonly groups?: readonly FileGroup[] | undefined;
  /** Patterns of files in the folder to leave out, as in a .gitignore file. */
  readonly exclude?: readonly string[] | undefined;
}

/** Files with one header. */
export interface MeasuredGroup extends RowGroup {
  /** The name of the table of an export, which all rows have. */
  readonly name?: string | undefined;
  /** How many rows the manifest promises. */
  readonly rows?: number | undefined;
}

/** The files of a graph, ready to be read. */
export interface GraphFiles {
  readonly folder: string;
  readonly dialect: CsvDialect;
  readonly groups: readonly MeasuredGroup[];
  readonly ranges: readonly ByteRange[];
  /** The size of all files. */
  readonly bytes: number;
  readonly manifest?: Manifest;
}

/** Opens an export. Throws what `readManifest` throws, and `files-broken`. */
export async function openExport(folder: string): Promise<GraphFiles> {
  const manifest = await readManifest({ folder });
  const dialect = readDialect({ 'id-type': manifest.ids });
  const tables = manifest.tables.map(({ kind, name, header, parts }): FileGroup => {
    return { kind, labels: [name], files: [header, ...parts].map(({ path }) => join(folder, path)) };
  });
  const files = await planFiles(folder, tables, dialect);
  const groups = files.groups.map((group, place) => {
    const { name, rows } = manifest.tables[place]!;
    return { ...group, name, rows };
  });
  return { ...files, groups, manifest };
}

/** Opens third-party CSV. Throws `invalid-option`, `file-missing`, `file-unreadable` and `files-broken`. */
export async function openThirdParty(
  folder: string,
  { options = {}, groups, exclude }: ThirdPartyFiles,
): Promise<GraphFiles> {
  const dialect = readDialect(options);
  if (groups) return planFiles(folder, groups, dialect);
  const found = await findFiles(folder, { readFirstRow: createFirstRowReader(dialect), exclude });
  const [headless] = found.headless;
  if (headless) throw brokenFiles(folder, `a header for ${headless.path}`, 'none');
  return planFiles(folder, found.groups, dialect);
}

async function planFiles(folder: string, tables: readonly FileGroup[], dialect: CsvDialect): Promise<GraphFiles> {
  const findings = new FindingCollector();
  const plan = await planRanges(tables, {
    ...{ dialect, findings, readFirstRow: createFirstRowReader(dialect), rangeBytes: Number.POSITIVE_INFINITY },
    nameOf: (path) => path,
  });
  const error = findings.list().find(({ severity }) => severity === 'error');
  if (error) throw brokenFiles(folder, `${error.expected} in ${error.file}`, `\`${error.found}\``);
  return { folder, dialect, ...plan };
}

/** Reads the rows of one group, one after the other. */
export interface RowReader {
  /** Takes the row that the scanner has just read. */
  readRow(scanner: DialectScanner, bytes: Uint8Array): void;
  /** How many rows were read. */
  readonly rows: number;
}

export interface ReadRowsOptions {
  readonly kind: 'node' | 'relationship';
  /** Creates the reader of a group; nothing for a group to skip. */
  readonly open: (group: MeasuredGroup) => RowReader | undefined;
  /** Receives the number of bytes that were read since the call before. */
  readonly onRead: (bytes: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Reads all rows of the nodes or of the relationships. Throws `files-broken` for a row that is not CSV, and for a missing row. */
export async function readRows(files: GraphFiles, { kind, open, onRead, signal }: ReadRowsOptions): Promise<void> {
  const { folder, groups, ranges, dialect: common } = files;
  for (const [place, group] of groups.entries()) {
    const reader = group.header.kind === kind ? open(group) : undefined;
    if (!reader) continue;
    for (const range of ranges.filter((each) => each.group === place)) {
      const dialect = { ...common, multilineFields: hasMultilineFields(common, range.path) };
      const scanner = new DialectScanner(group.header.columns.length, dialect);
      const onRow = (bytes: Uint8Array, line: number): void => {
        if (scanner.fault !== undefined) {
          throw brokenFiles(folder, `CSV in line ${line} of ${range.path}`, 'a misplaced quotation mark');
        }
        reader.readRow(scanner, bytes);
      };
      for await (const _ of readRange(range, { dialect, scanner, onRow, onRead, onBadText() {} })) {
        throwIfAborted(signal);
      }
    }
    if (group.rows !== undefined && group.rows !== reader.rows) {
      throw brokenFiles(folder, `${group.rows} rows of ${group.name}`, `${reader.rows}`);
    }
  }
}

function brokenFiles(folder: string, expected: string, found: string): BulkgenError {
  return new BulkgenError('files-broken', `Expected ${expected}, got ${found}`, {
    hint: `Run \`bulkgen verify ${quotePath(folder)}\`: it reports everything that is wrong with the files.`,
  });
}
