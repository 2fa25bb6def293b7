// Which files of a folder belong together: a header in a file of its own with the parts it is for, or a file that brings its
// header along. Told by their first rows, and by names only where a header must find its parts.
import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { BulkgenError, folderMissing } from '../errors.ts';
import type { CsvDialect } from './csv-dialect.ts';
import { isRelationshipHeader, looksLikeHeader } from './csv-header.ts';
import { DialectScanner, readCell } from './dialect-scanner.ts';
import { readBlocks } from './read-blocks.ts';

/** Files that are one `--nodes` or `--relationships` of neo4j-admin. */
export interface FileGroup {
  readonly kind: 'node' | 'relationship';
  /** Labels, or the one type, that all of its rows have besides those in the files. */
  readonly labels: readonly string[];
  /** Paths; the header is the first row of the first. */
  readonly files: readonly string[];
}

export interface FoundFiles {
  readonly groups: readonly FileGroup[];
  /** Files that no header is for. */
  readonly headless: readonly string[];
  /** Files that may have been meant, but whose names are not those of CSV. */
  readonly unread: readonly string[];
}

interface FirstRow {
  readonly path: string;
  readonly cells: readonly string[];
  readonly isHeader: boolean;
  readonly isAlone: boolean;
}

const extension = /\.(csv|tsv)(\.gz|\.zip)?$/i;
const usualCells = 1_000;

/** Of a block, where the first row is what is wanted. */
const headBytes = 1 << 16;

/** Groups the CSV files of a folder and of the folders in it. Throws `file-missing` when there are none. */
export async function findFiles(folder: string, dialect: CsvDialect): Promise<FoundFiles> {
  const { paths, unread } = await listFiles(folder);
  if (paths.length === 0) {
    throw new BulkgenError('file-missing', `Expected CSV files in ${folder}, but there are none`, {
      hint: 'Files are found by their ending, .csv or .tsv, also with .gz; name others with --nodes and --relationships.',
    });
  }
  const rows: FirstRow[] = [];
  for (const path of paths) rows.push(await readFirstRow(path, dialect)); // all at once may be more than can be open
  const headers = rows.filter(({ isHeader }) => isHeader);
  const parts = new Map<FirstRow, string[]>(headers.map((header) => [header, []]));
  const headless: string[] = [];
  for (const { path, isHeader } of rows) {
    if (isHeader) continue;
    const header = findHeader(path, headers);
    if (header) parts.get(header)!.push(path);
    else headless.push(path);
  }
  const groups = headers.map((header): FileGroup => {
    const kind = isRelationshipHeader(header.cells) ? 'relationship' : 'node';
    return { kind, labels: [], files: [header.path, ...parts.get(header)!] };
  });
  return { groups, headless, unread };
}

interface FolderFiles {
  readonly paths: readonly string[];
  /** Of other names, and not hidden. */
  readonly unread: readonly string[];
}

/** The CSV files of a folder and of the folders in it, behind links, too; but for hidden ones, with `.` or `_` before. */
export async function listFiles(folder: string): Promise<FolderFiles> {
  const paths: string[] = [];
  const unread: string[] = [];
  const walk = async (place: string, above: readonly string[]): Promise<void> => {
    const refuse = (cause: unknown): never => {
      throw folderMissing(place, cause);
    };
    const own = await realpath(place).catch(refuse);
    if (above.includes(own)) return; // a link to where it is in
    for (const entry of await readdir(place, { withFileTypes: true }).catch(refuse)) {
      const path = join(place, entry.name);
      const isHidden = /^[._]/.test(entry.name);
      const kind = await kindOf(entry, path);
      if (kind === 'folder' && !isHidden) await walk(path, [...above, own]);
      else if (kind === 'file' && !isHidden && extension.test(entry.name)) paths.push(path);
      else if (kind !== 'folder' && (!isHidden || extension.test(entry.name))) unread.push(path);
    }
  };
  await walk(folder, []);
  return { paths: paths.sort(), unread: unread.sort() };
}

async function kindOf(entry: Dirent, path: string): Promise<'file' | 'folder' | 'other'> {
  const state = entry.isSymbolicLink() ? await stat(path).catch(() => entry) : entry;
  if (state.isFile()) return 'file';
  return state.isDirectory() ? 'folder' : 'other';
}

/** The cells of the first row of a file, and whether it is the only one. */
export async function readFirstRow(path: string, dialect: CsvDialect): Promise<FirstRow> {
  let scanner = new DialectScanner(usualCells, dialect);
  let bytes: Uint8Array = new Uint8Array();
  const take = (last: boolean): FirstRow | undefined => {
    // The importer takes even a line of nothing for the header.
    if (bytes[0] === 0x0a || bytes[0] === 0x0d) return { path, cells: [], isHeader: false, isAlone: false };
    const start = scanner.skipBlank(bytes, 0, bytes.length);
    const next = start < bytes.length ? scanner.read(bytes, start, bytes.length, last) : -1;
    if (next < 0) return undefined;
    if (scanner.cells >= scanner.starts.length) {
      scanner = new DialectScanner(scanner.cells, dialect);
      return take(last);
    }
    const rest = scanner.skipBlank(bytes, next, bytes.length);
    if (rest >= bytes.length && !last) return undefined;
    const cells = Array.from({ length: scanner.cells }, (_, cell) => readCell(scanner, bytes, cell, dialect));
    return { path, cells, isHeader: looksLikeHeader(cells), isAlone: rest >= bytes.length };
  };
  for await (const block of readBlocks(path, { encoding: dialect.inputEncoding, blockBytes: headBytes })) {
    bytes = bytes.length === 0 ? block : Buffer.concat([bytes, block]);
    const row = take(false);
    if (row) return row;
    if (bytes.length > 2 * dialect.readBufferSize) break;
  }
  return take(true) ?? { path, cells: [], isHeader: false, isAlone: true };
}

/** The header whose name the part's begins with, the longest; or the only header without rows in its folder. */
function findHeader(path: string, headers: readonly FirstRow[]): FirstRow | undefined {
  const near = headers.filter((header) => header.isAlone && dirname(header.path) === dirname(path));
  const name = stemOf(path);
  const byName = near
    .filter((header) => {
      const stem = stemOf(header.path);
      return name === stem || (name.startsWith(stem) && !/[a-z]/.test(name[stem.length]!));
    })
    .sort((a, b) => stemOf(b.path).length - stemOf(a.path).length);
  return byName[0] ?? (near.length === 1 ? near[0] : undefined);
}

/** `people` of `people-header.csv` and `header_people.csv`, `people-01` of `people-01.csv.gz`. */
function stemOf(path: string): string {
  const name = basename(path).replace(extension, '').toLowerCase();
  return name.replace(/[-_. ]?headers?$/, '').replace(/^headers?[-_. ]?/, '');
}
