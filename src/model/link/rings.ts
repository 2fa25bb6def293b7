import { BulkgenError } from '../../errors.ts';
import { checkOptions } from '../../options/check-options.ts';
import type { Stream } from '../../random/stream.ts';
import type { Adjacency } from './adjacency.ts';
import { createPermutation } from './permutation.ts';
import { refuseCounts } from './refuse-counts.ts';

/** Rings among nodes. */
export interface RingsOptions {
  /** How many nodes there are. */
  readonly nodes: number;
  /** How many rings; together they need `rings × members` nodes. */
  readonly rings: number;
  /** How many nodes each ring has, at least 2. */
  readonly members: number;
}

/**
 * Links nodes in rings: each member to the next one, and the last to the first. No node is in two rings. The members are spread over all
 * nodes by a permutation: member m of ring r is node π(r × members + m). Throws `invalid-model` for numbers that are not whole, or for more
 * members than nodes.
 */
export function createRings(stream: Stream, options: RingsOptions): Rings {
  const { nodes, rings, members } = readSizes(options);
  const rows = rings * members;
  const places = createPermutation(stream, Math.max(1, nodes));
  const next = (row: number, step: number): number => row - (row % members) + ((row + step) % members);
  /** The place of a node in the rings; undefined outside. */
  const placeOf = (node: number): number | undefined => {
    const place = places.indexOf(node);
    return place < rows ? place : undefined;
  };

  function* neighbour(node: number, step: number): Generator<number, void> {
    const place = placeOf(node);
    if (place !== undefined) yield places.at(next(place, step));
  }

  return {
    rows,
    sources: nodes,
    targets: nodes,
    source: (row) => places.at(row),
    target: (row) => places.at(next(row, 1)),
    targetsOf: (source) => neighbour(source, 1),
    sourcesOf: (target) => neighbour(target, members - 1),
    degree: (_side, node) => (placeOf(node) === undefined ? 0 : 1),
    has: (source, target) => [...neighbour(source, 1)][0] === target,
    runs: () => [{ first: 0, count: nodes, most: rows > 0 ? 1 : 0 }],
    membersOf(ring) {
      refuseRing(ring, rings);
      return Array.from({ length: members }, (_, member) => places.at(ring * members + member));
    },
    ringOf(node) {
      const place = placeOf(node);
      return place === undefined ? undefined : Math.floor(place / members);
    },
  };
}

function readSizes(options: RingsOptions): RingsOptions {
  checkOptions('createRings', options, { nodes: 'any', rings: 'any', members: 'any' });
  const { nodes, rings, members } = options;
  refuseCounts(' of rings', [
    ['nodes', nodes, 0],
    ['rings', rings, 0],
    ['members', members, 2],
  ]);
  if (rings * members > nodes)
    throw new BulkgenError('invalid-model', `Expected ${rings} rings of ${members} members to fit into ${nodes} nodes`);
  return options;
}

function refuseRing(ring: number, rings: number): void {
  if (Number.isInteger(ring) && ring >= 0 && ring < rings) return;
  throw new BulkgenError(
    'invalid-option',
    `Expected the number of a ring to be from 0 to ${rings - 1}, got \`${ring}\``,
  );
}

/** Rings whose members are known. */
export interface Rings extends Adjacency {
  /** The nodes of a ring, in their order. Throws `invalid-model` for a ring that does not exist. */
  membersOf(ring: number): readonly number[];
  /** The ring of a node; undefined for a node in none. */
  ringOf(node: number): number | undefined;
}
