import { basename, dirname } from 'node:path';
import { BulkgenError } from '../errors.ts';
import type { CsvDialect } from './csv-dialect.ts';
import { isRelationshipHeader, looksLikeHeader } from './csv-header.ts';
import { type FirstRow, readFirstRow } from './first-row.ts';
import { csvExtension, listCsvFiles } from './list-csv-files.ts';

/** Files that form one `--nodes` or `--relationships` of neo4j-admin. */
export interface FileGroup {
  readonly kind: 'node' | 'relationship';
  /** Labels, or the one type, that all of its rows have besides those in the files. */
  readonly labels: readonly string[];
  /** Paths; the header is the first row of the first file. */
  readonly files: readonly string[];
}

export interface FoundFiles {
  readonly groups: readonly FileGroup[];
  /** Files that no header belongs to. */
  readonly headless: readonly string[];
  /** Files that are not read, because their names are not those of CSV files. */
  readonly unread: readonly string[];
}

interface ReadFile extends FirstRow {
  readonly path: string;
}

/**
 * Groups the CSV files of a folder and of the folders in it. A file begins with its header, or it belongs to a header file: one
 * whose name its own name begins with, or the only one in the same folder. Throws `file-missing` if there is no CSV file.
 */
export async function findFiles(folder: string, dialect: CsvDialect): Promise<FoundFiles> {
  const { paths, unread } = await listCsvFiles(folder);
  if (paths.length === 0) {
    throw new BulkgenError('file-missing', `Expected CSV files in ${folder}, found none`, {
      hint: 'Use the extension .csv or .tsv, also with .gz or .zip after it, or name the files with --nodes and --relationships.',
    });
  }
  const files: ReadFile[] = [];
  for (const path of paths) files.push({ path, ...(await readFirstRow(path, dialect)) }); // the system limits open files
  const headers = files.filter(({ cells }) => looksLikeHeader(cells));
  const parts = new Map<ReadFile, string[]>(headers.map((header) => [header, []]));
  const headless: string[] = [];
  for (const file of files) {
    if (parts.has(file)) continue;
    const header = findHeader(file.path, headers);
    if (header) parts.get(header)!.push(file.path);
    else headless.push(file.path);
  }
  const groups = headers.map((header): FileGroup => {
    const kind = isRelationshipHeader(header.cells) ? 'relationship' : 'node';
    return { kind, labels: [], files: [header.path, ...parts.get(header)!] };
  });
  return { groups, headless, unread };
}

/** The header file that a file belongs to: the one with the longest matching name, or the only one in the same folder. */
function findHeader(path: string, headers: readonly ReadFile[]): ReadFile | undefined {
  const candidates = headers.filter((header) => header.isOnly && dirname(header.path) === dirname(path));
  const name = stemOf(path);
  const byName = candidates
    .filter((header) => {
      const stem = stemOf(header.path);
      return name === stem || (name.startsWith(stem) && !/[a-z]/.test(name[stem.length]!));
    })
    .sort((a, b) => stemOf(b.path).length - stemOf(a.path).length);
  return byName[0] ?? (candidates.length === 1 ? candidates[0] : undefined);
}

/** `people` for `people-header.csv` and `header_people.csv`, `people-01` for `people-01.csv.gz`. */
function stemOf(path: string): string {
  const name = basename(path).replace(csvExtension, '').toLowerCase();
  return name.replace(/[-_. ]?headers?$/, '').replace(/^headers?[-_. ]?/, '');
}
