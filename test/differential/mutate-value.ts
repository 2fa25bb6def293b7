import { Stream } from '../../src/random/stream.ts';
import type { ValueColumn } from './value-columns.ts';

/** The texts of a column to begin with, and changed ones, `count` in all. Each depends on the seed and its place alone. */
export function mutateValues(
  { type, isNormalized, seeds, insertions }: ValueColumn,
  seed: string,
  count: number,
): readonly string[] {
  const stream = new Stream(`${seed}/${type}/${isNormalized}`);
  const values = new Set(seeds.filter((text) => text !== ''));
  for (let ordinal = 0; values.size < count && ordinal < count * 20; ordinal++) {
    const value = mutate(seeds, insertions, (bound, draw) => stream.below(bound, ordinal, draw));
    if (value !== '') values.add(value);
  }
  return [...values].slice(0, count);
}

function mutate(
  seeds: readonly string[],
  insertions: readonly string[],
  draw: (bound: number, draw: number) => number,
): string {
  const characters = [...seeds[draw(seeds.length, 0)]!];
  const changes = 1 + Math.max(0, draw(6, 1) - 3);
  for (let change = 1; change <= changes; change++) {
    const [kind, at, which] = [draw(10, change * 4), draw(characters.length + 1, change * 4 + 1), change * 4 + 2];
    if (kind < 3) characters.splice(at, 1);
    else if (kind < 6) characters.splice(at, 0, insertions[draw(insertions.length, which)]!);
    else if (kind < 9) characters.splice(at, 1, insertions[draw(insertions.length, which)]!);
    else swap(characters, at, draw(characters.length + 1, which));
  }
  return characters.join('');
}

function swap(characters: string[], at: number, other: number): void {
  const [first, second] = [characters[at], characters[other]];
  if (first === undefined || second === undefined) return;
  characters[at] = second;
  characters[other] = first;
}
