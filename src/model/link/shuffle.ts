import { checkOptions } from '../../options/check-options.ts';
import type { Stream } from '../../random/stream.ts';
import type { Adjacency } from './adjacency.ts';
import { createPermutation } from './permutation.ts';
import { renumberLinks } from './renumber.ts';

/** What `shuffleLinks` shuffles. */
export interface ShuffleOptions {
  /** The links by rank. */
  readonly links: Adjacency;
  /** Whether both ends are nodes of one kind, which keep one number each. */
  readonly isOneKind: boolean;
}

/**
 * Gives the nodes of links other numbers, by permutations. Shapes give most rows to the first nodes; shuffled, the nodes with most rows
 * are anywhere, and those of one link are others than those of the next.
 */
export function shuffleLinks(stream: Stream, options: ShuffleOptions): Adjacency {
  checkOptions('shuffleLinks', options, { links: 'object', isOneKind: 'boolean' });
  const { links, isOneKind } = options;
  const sources = createPermutation(stream, Math.max(1, links.sources), numberOfSources);
  const targets = isOneKind ? sources : createPermutation(stream, Math.max(1, links.targets), numberOfTargets);
  return renumberLinks(links, { sources, targets });
}

/** Numbers of permutations that no weave of the stream takes. */
const numberOfSources = 2 ** 50;
const numberOfTargets = 2 ** 50 + 1;
