// A weave gives each source its exact number of targets, and each target its share of the rows by weight. No pair comes twice, and
// both ends of every row can be found from the other.
//
// The sources of one degree form a class (source-class.ts).
import { BulkgenError } from '../../errors.ts';
import { checkOptions } from '../../options/check-options.ts';
import type { Stream } from '../../random/stream.ts';
import type { Adjacency, Run } from './adjacency.ts';
import type { Ladder } from './ladder.ts';
import {
  countSources,
  findSlot,
  findSources,
  findTarget,
  type Positions,
  readClass,
  SourceClass,
  weightOf,
} from './source-class.ts';

/** How many sources in a row have how many targets. A source has at most as many as there are targets. */
export interface DegreeClass {
  readonly count: number;
  readonly degree: number;
}

/** What a weave connects. */
export interface WeaveOptions {
  /** The out-degrees of the sources, in their order. */
  readonly degrees: readonly DegreeClass[];
  /** The weights of the targets, by their order. */
  readonly weights: Ladder;
  /** Distinguishes weaves of one stream, which are independent; 0 by default. */
  readonly number?: number;
}

/** Makes a weave that depends on the stream, the degrees and the weights only. Throws `invalid-model` for degrees that are not whole numbers. */
export function createWeave(stream: Stream, options: WeaveOptions): Adjacency {
  checkOptions('createWeave', options, { degrees: 'any', weights: 'object', number: 'number' });
  const { weights } = options;
  const classes = listClasses(stream, options);
  const last = classes.at(-1)!;
  const connected = classes.filter(({ degree }) => degree > 0);
  const findRow = createRowSearch(classes);
  const findSource = (source: number): SourceClass =>
    classes.findLast(({ firstSource, count }) => count > 0 && firstSource <= source)!;

  const findPositions = (target: number): Positions => ({
    first: weights.start(target),
    end: weights.start(target + 1),
  });

  return {
    rows: last.firstRow + last.count * last.degree,
    sources: last.firstSource + last.count,
    targets: weights.size,
    source(row) {
      const { firstSource, firstRow, degree } = findRow(row);
      return firstSource + Math.floor((row - firstRow) / degree);
    },
    target(row) {
      const sources = findRow(row);
      const place = row - sources.firstRow;
      const index = Math.floor(place / sources.degree);
      return findTarget(sources, weights, place - index * sources.degree, sources.order.at(index));
    },
    read(first, count, ends) {
      for (let done = 0; done < count; ) {
        const sources = findRow(first + done);
        const place = first + done - sources.firstRow;
        const end = done + Math.min(count - done, sources.count * sources.degree - place);
        readClass(sources, weights, place, {
          sources: ends.sources.subarray(done, end),
          targets: ends.targets.subarray(done, end),
        });
        done = end;
      }
    },
    *targetsOf(source) {
      const sources = findSource(source);
      if (sources.degree === 0) return;
      const x = sources.order.at(source - sources.firstSource);
      for (let slot = 0; slot < sources.degree; slot++) yield findTarget(sources, weights, slot, x);
    },
    sourcesOf: (target) => findSources(connected, target, findPositions(target)),
    degree: (side, node) =>
      side === 'source' ? findSource(node).degree : countSources(connected, node, findPositions(node)),
    has(source, target) {
      const sources = findSource(source);
      if (sources.degree === 0) return false;
      const x = sources.order.at(source - sources.firstSource);
      return findTarget(sources, weights, findSlot(sources, target), x) === target;
    },
    runs: (side) => (side === 'source' ? listSourceRuns(classes) : listTargetRuns(connected, weights)),
  };
}

/** Makes the function that finds the class of a row. Rows are usually asked in order. */
function createRowSearch(classes: readonly SourceClass[]): (row: number) => SourceClass {
  let current = classes[0]!;
  return (row) => {
    const { firstRow, count, degree } = current;
    if (row < firstRow || row >= firstRow + count * degree)
      current = classes.findLast((sources) => sources.degree > 0 && sources.firstRow <= row)!;
    return current;
  };
}

function listSourceRuns(classes: readonly SourceClass[]): readonly Run[] {
  return classes.map(({ firstSource, count, degree }) => ({ first: firstSource, count, most: degree }));
}

function listTargetRuns(classes: readonly SourceClass[], weights: Ladder): readonly Run[] {
  const mostOf = createBound(classes);
  let end = 0;
  return weights.steps.map(({ count, weight }) => {
    end += count;
    return { first: end - count, count, most: mostOf(weight) };
  });
}

function listClasses(stream: Stream, { degrees, weights, number: weave = 0 }: WeaveOptions): readonly SourceClass[] {
  const classes: SourceClass[] = [];
  let [firstSource, firstRow] = [0, 0];
  let number = weave * strataOfAWeave;
  for (const { count, degree: wanted } of degrees) {
    if (![count, wanted].every((value) => Number.isSafeInteger(value) && value >= 0))
      throw new BulkgenError(
        'invalid-model',
        `Expected a class to have a whole count and a whole degree, got ${count} × ${wanted}`,
      );
    if (count === 0) continue;
    const degree = Math.min(wanted, weights.size);
    classes.push(new SourceClass({ firstSource, firstRow, count, degree }, { stream, weights, firstNumber: number }));
    firstSource += count;
    firstRow += count * degree;
    number += degree;
  }
  if (classes.length > 0) return classes;
  return [new SourceClass({ firstSource: 0, firstRow: 0, count: 0, degree: 0 }, { stream, weights, firstNumber: 0 })];
}

/** More strata than a weave has. */
const strataOfAWeave = 2 ** 32;

/** Makes the function that gives a number of rows which no target of a weight exceeds. */
function createBound(classes: readonly SourceClass[]): (weight: number) => number {
  const lightest = classes.map(({ degree, cuts }) => {
    let least = Number.POSITIVE_INFINITY;
    for (let slot = 0; slot < degree; slot++) least = Math.min(least, weightOf(cuts, slot));
    return least;
  });
  return (weight) => classes.reduce((rows, { count }, index) => rows + mostPlaces(count, weight, lightest[index]!), 0);
}

/** No target of a weight takes more of so many sources, in a stratum of at least this weight. Its places are as far apart as weight / count. */
function mostPlaces(sources: number, weight: number, ofStratum: number): number {
  return Math.min(sources, Math.floor((weight * sources) / ofStratum) + 1);
}

/**
 * A number of rows that no target of a weave exceeds, without making it. A class cuts the sum of the weights into `degree` strata. None takes more than
 * its share of what is left, unless a target is heavier than that. So where the heaviest target is below an even share, no later share is
 * smaller, and a stratum lacks less than one target of its share. Where it is not, it may stand alone and take every source.
 */
export function boundInDegrees({ degrees, weights }: Pick<WeaveOptions, 'degrees' | 'weights'>): number {
  const { heaviest, total, size } = weights;
  return degrees.reduce((rows, { count, degree }) => {
    if (degree === 0 || size === 0) return rows;
    const least = total / Math.min(degree, size) - heaviest;
    return rows + (least > 0 ? mostPlaces(count, heaviest, least) : count);
  }, 0);
}
