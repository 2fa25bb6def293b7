// Finds the header of a file that has only rows. Tools put headers beside the parts, or into a folder beside those of the parts,
// and name the folder of the parts like the header (Spark, LDBC SNB).
import { dirname, join, relative, sep } from 'node:path';
import { isPartSuffix, prefixesOf, seriesOf, stemOf, toSingular } from './file-name.ts';
import type { FirstRow } from './first-row.ts';

export interface ReadFile extends FirstRow {
  readonly path: string;
}

/** The only candidate is the header. Of several ones, each may be. */
export type Candidates = readonly ReadFile[];

interface HeaderPlace {
  readonly file: ReadFile;
  readonly stem: string;
  /** Names of the folders that it is in, from the outermost one. */
  readonly folders: readonly string[];
}

/** The headers of a folder, and of the folders in it. */
export class HeaderIndex {
  readonly #root: string;
  readonly #byFolder = new Map<string, HeaderPlace[]>();
  /** By folder and name, and by name alone. */
  readonly #byName = new Map<string, HeaderPlace[]>();
  /** Files with a header and rows, by their folder and the name of their series. */
  readonly #bySeries = new Map<string, ReadFile[]>();
  readonly #byCells = new Map<number, ReadFile[]>();

  /** `files`: those that begin with a header. */
  constructor(root: string, files: readonly ReadFile[]) {
    this.#root = root;
    for (const file of files) {
      const folder = dirname(file.path);
      const stem = stemOf(file.path);
      if (!file.isOnly) {
        push(this.#bySeries, join(folder, seriesOf(stem)), file);
        continue;
      }
      const place = { file, stem, folders: this.#foldersOf(file.path) };
      push(this.#byFolder, folder, place);
      for (const scope of [folder, anyFolder]) push(this.#byName, `${scope}\0${toSingular(stem)}`, place);
      push(this.#byCells, file.cells.length, file);
    }
  }

  /** The header of a part, or the headers that may be the one. */
  find(part: ReadFile): Candidates {
    const folder = dirname(part.path);
    const beside = this.#byFolder.get(folder) ?? [];
    return (
      this.#findByName(part, folder) ??
      (beside.length === 1 ? [beside[0]!.file] : undefined) ??
      this.#findByFolder(part) ??
      this.#findByName(part, anyFolder) ??
      this.#findAbove(part) ??
      this.#findInSeries(part) ??
      []
    );
  }

  /** Headers with as many columns as a part has cells. */
  guess({ cells }: ReadFile): Candidates {
    return this.#byCells.get(cells.length) ?? [];
  }

  /** The header with the longest name that the name of the part begins with. */
  #findByName(part: ReadFile, scope: string): Candidates | undefined {
    const stem = stemOf(part.path);
    for (const prefix of prefixesOf(stem)) {
      const suffix = stem.slice(prefix.length);
      const found = (this.#byName.get(`${scope}\0${toSingular(prefix)}`) ?? []).filter(
        ({ file }) => isPartSuffix(suffix) || (prefix !== '' && hasSameCells(file, part)),
      );
      if (found.length > 0) return narrow(found, { stem: prefix, folders: this.#foldersOf(part.path), part });
    }
    return undefined;
  }

  /** The header that has the name of a folder that the part is in. */
  #findByFolder(part: ReadFile): Candidates | undefined {
    const folders = this.#foldersOf(part.path);
    for (let depth = folders.length - 1; depth >= 0; depth--) {
      const stem = stemOf(folders[depth]!);
      const found = stem === '' ? undefined : this.#byName.get(`${anyFolder}\0${toSingular(stem)}`);
      if (found) return narrow(found, { stem, folders: folders.slice(0, depth), part });
    }
    return undefined;
  }

  /** The only header in the nearest folder above that has one, if it has as many columns. */
  #findAbove(part: ReadFile): Candidates | undefined {
    for (let place = dirname(part.path); place !== this.#root && place !== dirname(place); ) {
      place = dirname(place);
      const found = this.#byFolder.get(place);
      if (found) return found.length === 1 && hasSameCells(found[0]!.file, part) ? [found[0]!.file] : undefined;
    }
    return undefined;
  }

  /** The first file of a table that was cut into files, of which only that one has a header. */
  #findInSeries(part: ReadFile): Candidates | undefined {
    const files = this.#bySeries.get(join(dirname(part.path), seriesOf(stemOf(part.path)))) ?? [];
    return files.length === 1 && hasSameCells(files[0]!, part) ? files : undefined;
  }

  #foldersOf(path: string): readonly string[] {
    return relative(this.#root, dirname(path)).split(sep).filter(Boolean);
  }
}

/** In the keys of names, in place of a folder. */
const anyFolder = '';

interface NarrowOptions {
  /** The name that the header should have. */
  readonly stem: string;
  /** The folders that it should be in, as far as headers and parts lie in similar ones. */
  readonly folders: readonly string[];
  readonly part: ReadFile;
}

/** Those of several headers that fit best. */
function narrow(found: readonly HeaderPlace[], { stem, folders, part }: NarrowOptions): Candidates {
  const closeness = Math.max(...found.map((header) => countShared(header.folders, folders)));
  const rules: readonly ((header: HeaderPlace) => boolean)[] = [
    (header) => header.stem === stem,
    (header) => countShared(header.folders, folders) === closeness,
    ({ file }) => hasSameCells(file, part),
  ];
  const best = rules.reduce((rest, rule) => (rest.some(rule) ? rest.filter(rule) : rest), found);
  return best.map(({ file }) => file);
}

/** How many folders at the end of two paths have the same names. */
function countShared(a: readonly string[], b: readonly string[]): number {
  let count = 0;
  while (count < Math.min(a.length, b.length) && a.at(-1 - count) === b.at(-1 - count)) count++;
  return count;
}

function hasSameCells(a: ReadFile, b: ReadFile): boolean {
  return a.cells.length === b.cells.length;
}

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void;
function push<Value>(map: Map<number, Value[]>, key: number, value: Value): void;
function push<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}
