import { parseDay } from '../../model/calendar.ts';
import { type Code, vocabulary } from '../../model/vocabulary.ts';

/** What one could buy from a day on. */
export type Release = readonly [name: string, since: string];

/** No CI is older, in days. */
const oldest = 4_095;

/** Days of age that have one entry of a table: a small table stays in the cache of the processor. */
const daysPerEntry = 16;

/** The entry of a table of releases for an age in days. */
export function entryOf(age: number): number {
  return age >> 4;
}

/** Releases as words, in the order of their names in the lists. */
export function listReleases(...lists: readonly (readonly Release[])[]) {
  return vocabulary(...lists.flat().map(([name]) => name));
}

/**
 * The newest of some releases by age: the code at `entryOf(age)` is that of one which existed so many days before the as-of date. What is older
 * than all has the first one.
 */
export function tabulateReleases(
  words: ReturnType<typeof listReleases>,
  releases: readonly Release[],
  asOfDay: number,
): readonly Code<string>[] {
  const days = releases.map(([, since]) => parseDay(since)!);
  return Array.from({ length: entryOf(oldest) + 1 }, (_, entry) => {
    const oldestOfEntry = entry * daysPerEntry + daysPerEntry - 1;
    const newest = days.findLastIndex((day) => day <= asOfDay - oldestOfEntry);
    return words.code(releases[Math.max(0, newest)]![0]);
  });
}
