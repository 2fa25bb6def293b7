import type { ModelFile } from './known-models.ts';

/** The path of the first file that only one of two versions of a model has, or that differs in them. */
export function findChangedFile(before: readonly ModelFile[], after: readonly ModelFile[]): string | undefined {
  const hashes = (files: readonly ModelFile[]): ReadonlyMap<string, string> =>
    new Map(files.map(({ path, sha256 }) => [path, sha256]));
  const [old, current] = [hashes(before), hashes(after)];
  return [...before, ...after].find(({ path }) => old.get(path) !== current.get(path))?.path;
}
