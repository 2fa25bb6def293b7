// The source files of a model, by their sha256.
import { createHash } from 'node:crypto';
import { readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A source file of a model. */
export interface ModelFile {
  /** Relative to the folder of the file that exports the model, with `/`: `shop.ts`, `words/names.ts`. */
  readonly path: string;
  readonly sha256: string;
}

/** The file that exports a model, then those that it imports, ordered by path. Those of packages are not among them. */
export type ModelFiles = readonly [ModelFile, ...ModelFile[]];

/** Reads the source files of a model: of the file at `path`, which may be a symbolic link, and of the URLs that it was loaded with. */
export function hashFiles(path: string, [entry, ...others]: readonly string[]): ModelFiles {
  const folder = dirname(fileURLToPath(entry!));
  const files = others.map((url): ModelFile => {
    const other = fileURLToPath(url);
    return { path: relative(folder, other), sha256: hashFile(other) };
  });
  return [{ path: basename(path), sha256: hashFile(path) }, ...files.toSorted((a, b) => (a.path < b.path ? -1 : 1))];
}

/** Whether all files of a model are where the main one is, with the same bytes. Undefined when there is no file at `path`. */
export function hasFiles(path: string, [main, ...others]: ModelFiles): boolean | undefined {
  try {
    const folder = dirname(realpathSync(path));
    const isSame = ({ sha256 }: ModelFile, place: string): boolean => hashFile(place) === sha256;
    return isSame(main, path) && others.every((file) => isSame(file, join(folder, file.path)));
  } catch (error) {
    return (error as NodeJS.ErrnoException).path === path ? undefined : false; // another one is missing
  }
}

/** The path of the first file that only one of two versions of a model has, or that differs in them. */
export function findChangedFile(before: readonly ModelFile[], after: readonly ModelFile[]): string | undefined {
  const hashes = (files: readonly ModelFile[]): ReadonlyMap<string, string> =>
    new Map(files.map(({ path, sha256 }) => [path, sha256]));
  const [old, current] = [hashes(before), hashes(after)];
  return [...before, ...after].find(({ path }) => old.get(path) !== current.get(path))?.path;
}

function hashFile(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
