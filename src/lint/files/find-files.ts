import { setImmediate } from 'node:timers/promises';
import { BulkgenError } from '../../errors.ts';
import { defaultDialect } from '../dialect/csv-dialect.ts';
import { isRelationshipHeader, looksLikeHeader } from '../header/csv-header.ts';
import { type Candidates, HeaderIndex, type ReadFile } from './find-header.ts';
import { createFirstRowReader, type FirstRow, type FirstRowReader } from './first-row.ts';
import { listCsvFiles } from './list-csv-files.ts';

/** Files that form one `--nodes` or `--relationships` of neo4j-admin. */
export interface FileGroup {
  readonly kind: 'node' | 'relationship';
  /** Labels, or the one type, that all of its rows have besides those in the files. */
  readonly labels: readonly string[];
  /** Paths; the header is the first row of the first file. */
  readonly files: readonly string[];
}

/** A file of rows that no header belongs to. */
export interface HeadlessFile extends ReadFile {
  /** Paths of files of which each may be its header. */
  readonly candidates: readonly string[];
}

/** What is in a folder, but is not read. */
export interface SkippedFiles {
  /** Files that are not read, because their names are not those of CSV files. */
  readonly unread: readonly string[];
  /** Files and folders that --exclude leaves out. */
  readonly excluded: readonly string[];
  /** Patterns of --exclude that match no file or folder. */
  readonly unmatched: readonly string[];
  /** Files of a header that no file of rows belongs to. */
  readonly rowless: readonly string[];
}

/** For files that were named one by one. */
export const nothingSkipped: SkippedFiles = { unread: [], excluded: [], unmatched: [], rowless: [] };

export interface FoundFiles extends SkippedFiles {
  readonly groups: readonly FileGroup[];
  readonly headless: readonly HeadlessFile[];
}

export interface FindFilesOptions {
  readonly readFirstRow: FirstRowReader;
  /** Patterns of files to leave out: see `compileExclusion`. */
  readonly exclude?: readonly string[] | undefined;
}

/**
 * Groups the CSV files of a folder and of the folders in it. A file begins with its header, or `HeaderIndex` finds the file of
 * its header by names. Throws `file-missing` if there is no CSV file, and `invalid-option` for a pattern.
 */
export async function findFiles(folder: string, { readFirstRow, exclude }: FindFilesOptions): Promise<FoundFiles> {
  const { paths, texts, unread, excluded, unmatched } = await listCsvFiles(folder, exclude);
  const files = [
    ...(await readAll(paths, readFirstRow)),
    ...(await readAll(texts, (path) => readText(path, readFirstRow))),
  ];
  const headers = files.filter(({ cells }) => looksLikeHeader(cells));
  const parts = new Map<ReadFile, string[]>(headers.map((header) => [header, []]));
  const index = new HeaderIndex(folder, headers);
  const headless: HeadlessFile[] = [];
  const notes: string[] = [];
  const isText = new Set(texts);
  for (const file of files) {
    if (parts.has(file)) continue;
    const found = index.find(file);
    const isPart = found.length === 1 && (!isText.has(file.path) || found[0]!.cells.length === file.cells.length);
    if (isPart) parts.get(found[0]!)!.push(file.path);
    else if (isText.has(file.path)) notes.push(file.path);
    else headless.push({ ...file, candidates: pathsOf(found.length > 0 ? found : index.guess(file)) });
  }
  if (paths.length + texts.length === notes.length) throw missingFiles(folder, excluded);
  const groups = headers.map((header): FileGroup => {
    const kind = isRelationshipHeader(header.cells) ? 'relationship' : 'node';
    return { kind, labels: [], files: [header.path, ...parts.get(header)!] };
  });
  const rowless = headers.filter((header) => header.isOnly && parts.get(header)!.length === 0);
  return {
    groups,
    headless,
    unread: [...unread, ...notes].sort(),
    excluded,
    unmatched,
    rowless: pathsOf(rowless),
  };
}

/** Whether a folder, or a folder in it, has a CSV file, or a text that begins with a header. */
export async function hasCsvFiles(folder: string): Promise<boolean> {
  const { paths, texts } = await listCsvFiles(folder);
  if (paths.length > 0) return true;
  const readFirstRow = createFirstRowReader(defaultDialect);
  for (const path of texts) if (looksLikeHeader((await readText(path, readFirstRow)).cells)) return true;
  return false;
}

const filesAtOnce = 256;

/** One after the other: the system limits open files. */
async function readAll(paths: readonly string[], readFirstRow: FirstRowReader): Promise<readonly ReadFile[]> {
  const files: ReadFile[] = [];
  for (const path of paths) {
    files.push({ path, ...(await readFirstRow(path)) });
    if (files.length % filesAtOnce === 0) await setImmediate(); // signals and progress
  }
  return files;
}

/** A text that is not CSV may be damaged. Only that of CSV is reported. */
function readText(path: string, readFirstRow: FirstRowReader): Promise<FirstRow> {
  return readFirstRow(path).catch(() => ({ cells: [], emptyTexts: [], isOnly: true, guess: undefined }));
}

function pathsOf(files: Candidates): readonly string[] {
  return files.map(({ path }) => path);
}

function missingFiles(folder: string, excluded: readonly string[]): BulkgenError {
  const hint =
    excluded.length > 0
      ? `Change --exclude: it leaves out ${excluded.length === 1 ? excluded[0] : `${excluded.length} files and folders`}.`
      : 'Use the extension .csv, .tsv, .psv, .tab or .txt, also with .gz or .zip after it, or name the files with --nodes and --relationships.';
  return new BulkgenError('file-missing', `Expected CSV files in ${folder}, found none`, { hint });
}
