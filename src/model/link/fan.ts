import { BulkgenError } from '../../errors.ts';
import { checkOptions } from '../../options/check-options.ts';
import { createFanOut } from '../fan-out.ts';
import type { Adjacency, Run } from './adjacency.ts';
import { refuseCounts } from './refuse-counts.ts';

/** What a fan connects. */
export interface FanOptions {
  /** How many sources there are. */
  readonly sources: number;
  /** How many targets. Without any, there are no rows. */
  readonly targets: number;
  /** How many rows each source has. The list repeats: source n has `degrees[n % degrees.length]`, and at most as many as there are targets. Together at most 10 million. */
  readonly degrees: readonly number[];
}

/**
 * Links each source to as many targets as a repeating list says. The rows take the targets in turn: row r ends at target `r % targets`, so
 * a source has neighbours, as an order has its lines. With as many targets as rows, each target has one source. Between nodes of one kind, a
 * node may be linked to itself. Throws `invalid-model` for numbers that are not whole and for an empty list, and for too many rows.
 */
export function createFan(options: FanOptions): Adjacency {
  checkOptions('createFan', options, { sources: 'any', targets: 'any', degrees: 'any' });
  const { sources, targets } = options;
  refuseCounts(' of a fan', [
    ['sources', sources, 0],
    ['targets', targets, 0],
  ]);
  const degrees = readDegrees(options);
  const { rows, source, degree, firstRow } = createFanOut(degrees, sources);
  const [whole, rest] = targets > 0 ? [Math.floor(rows / targets), rows % targets] : [0, 0];

  return {
    rows,
    sources,
    targets,
    source,
    target: (row) => row % targets,
    *targetsOf(node) {
      for (let row = firstRow(node); row < firstRow(node + 1); row++) yield row % targets;
    },
    *sourcesOf(target) {
      for (let row = target; row < rows; row += targets) yield source(row);
    },
    degree: (side, node) => (side === 'source' ? degree(node) : whole + (node < rest ? 1 : 0)),
    has(node, target) {
      const distance = target - (firstRow(node) % targets);
      return (distance < 0 ? distance + targets : distance) < degree(node);
    },
    runs: (side) =>
      side === 'source'
        ? listRuns([sources, degrees.reduce((most, degree) => Math.max(most, degree), 0)])
        : listRuns([rest, whole + 1], [targets - rest, whole]),
  };
}

/** The degrees that sources have. */
function readDegrees({ degrees, sources, targets }: FanOptions): readonly number[] {
  if (!Array.isArray(degrees) || degrees.length === 0)
    throw new BulkgenError('invalid-model', 'Expected `degrees` of a fan to be a list of whole numbers, got none');
  const invalid = degrees.find((degree) => !(Number.isSafeInteger(degree) && degree >= 0));
  if (invalid !== undefined)
    throw new BulkgenError('invalid-model', `Expected \`degrees\` of a fan to be whole numbers, got \`${invalid}\``);
  return degrees.slice(0, Math.max(sources, 1)).map((degree) => Math.min(degree, targets));
}

/** Neighbouring nodes that follow each other, without empty runs. */
function listRuns(...runs: readonly (readonly [count: number, most: number])[]): readonly Run[] {
  let end = 0;
  return runs
    .map(([count, most]) => {
      end += count;
      return { first: end - count, count, most };
    })
    .filter(({ count }) => count > 0);
}
