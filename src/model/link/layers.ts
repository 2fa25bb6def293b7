import { BulkgenError } from '../../errors.ts';
import { checkOptions } from '../../options/check-options.ts';
import type { Stream } from '../../random/stream.ts';
import type { Adjacency } from './adjacency.ts';
import { findPart } from './find-part.ts';
import { linkOneTargetEach } from './one-target-each.ts';
import type { DegreeShape } from './out-degrees.ts';
import { createPermutation } from './permutation.ts';
import { refuseCounts } from './refuse-counts.ts';

/** Sources that are put into targets layer by layer, as copies of a service are put on machines. */
export interface LayersOptions {
  /** How many sources; each has one row. */
  readonly sources: number;
  /** How many targets, at least 1. */
  readonly targets: number;
  /** How many sources the targets hold in one round. The first target of a permutation holds most. */
  readonly holds: DegreeShape;
}

/** The targets that hold more than a number of sources in a round: a prefix of all by rank. */
interface Layer {
  readonly start: number;
  readonly size: number;
}

/**
 * Gives each source one target. Layer k has the targets that hold more than k sources, and sources fill one layer after the other, in rounds.
 * So neighbouring sources have different targets, as long as they are fewer than the smallest layer. Throws `invalid-model` for numbers that are
 * not whole, and for targets that hold nothing.
 */
export function createLayers(stream: Stream, options: LayersOptions): Adjacency {
  checkOptions('createLayers', options, { sources: 'any', targets: 'any', holds: 'function' });
  const { sources, targets, holds } = options;
  refuseCounts(' of layers', [
    ['sources', sources, 0],
    ['targets', targets, 1],
  ]);
  const classes = holds(targets);
  const layers = listLayers(classes);
  const capacity = layers.reduce((sum, { size }) => sum + size, 0);
  if (capacity === 0)
    throw new BulkgenError('invalid-model', 'Expected the targets of layers to hold at least one source, got none');
  const ranks = createPermutation(stream, targets);

  function targetOf(source: number): number {
    const place = source % capacity;
    const { start } = findPart(layers, startOf, place);
    return ranks.at(place - start);
  }

  function* sourcesOf(target: number): Generator<number, void> {
    const rank = ranks.indexOf(target);
    for (let round = 0; round < sources; round += capacity) {
      for (const { start, size } of layers) {
        if (rank >= size) break;
        if (round + start + rank < sources) yield round + start + rank;
      }
    }
  }

  const inDegree = (target: number): number => [...sourcesOf(target)].length;
  const most = Math.ceil(sources / capacity) * layers.length;
  return linkOneTargetEach({ sources, targets, targetOf, sourcesOf, inDegree, most });
}

function startOf({ start }: Layer): number {
  return start;
}

function listLayers(classes: ReturnType<DegreeShape>): readonly Layer[] {
  const layers: Layer[] = [];
  const sorted = classes.toSorted((a, b) => b.degree - a.degree);
  const mostHeld = sorted[0]?.degree ?? 0;
  let start = 0;
  for (let held = 0; held < mostHeld; held++) {
    const size = sorted.reduce((sum, { count, degree }) => sum + (degree > held ? count : 0), 0);
    if (size === 0) break;
    layers.push({ start, size });
    start += size;
  }
  return layers;
}
