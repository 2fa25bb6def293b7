// A weave gives each source its exact number of targets, and each target its share of the rows by weight. No pair comes twice, and
// both ends of every row can be found from the other.
//
// The sources of one degree d form a class. Its rows are d slots wide. The targets are cut into d strata of about equal weight, one
// for each slot, so the targets of a source differ. Within a stratum, the m sources of the class are shuffled and spread evenly over
// the weights: the source at place q takes the target that covers position (q + offset) × weight / m. That grows with q, so the sources
// of a target are a range of places.
import { BulkgenError } from '../../errors.ts';
import { checkOptions } from '../../options/check-options.ts';
import type { Stream } from '../../random/stream.ts';
import type { Adjacency } from './adjacency.ts';
import { findPart } from './find-part.ts';
import type { Ladder } from './ladder.ts';
import { createPermutation } from './permutation.ts';
import { isAlone, positionOf, readClass, SourceClass, Stratum, type TargetRange } from './source-class.ts';

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
  let current = classes[0]!; // rows are usually asked in order

  function findRow(row: number): SourceClass {
    const { firstRow, count, degree } = current;
    if (row < firstRow || row >= firstRow + count * degree) {
      current = connected.findLast((sources) => sources.firstRow <= row)!;
    }
    return current;
  }

  const findSource = (source: number): SourceClass =>
    classes.findLast(({ firstSource, count }) => count > 0 && firstSource <= source)!;

  const findPositions = (target: number): Positions => ({
    first: weights.start(target),
    end: weights.start(target + 1),
  });

  const pick = ({ count, strata }: SourceClass, index: number, slot: number): number =>
    pickIn(strata[slot]!, count, index);

  function pickIn(stratum: Stratum, count: number, index: number): number {
    if (isAlone(stratum)) return stratum.firstTarget;
    return weights.rankAt(stratum.start + positionOf(stratum, count, stratum.places.at(index)));
  }

  function inDegree(target: number): number {
    const positions = findPositions(target);
    let degree = 0;
    for (const sources of connected) {
      const places = findPlaces(sources, findStratum(sources, target), positions);
      degree += places.end - places.first;
    }
    return degree;
  }

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
      return pick(sources, index, place - index * sources.degree);
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
      for (let slot = 0; slot < sources.degree; slot++) yield pick(sources, source - sources.firstSource, slot);
    },
    *sourcesOf(target) {
      const positions = findPositions(target);
      for (const sources of connected) {
        const stratum = findStratum(sources, target);
        const { first, end } = findPlaces(sources, stratum, positions);
        for (let place = first; place < end; place++) yield sources.firstSource + stratum.places.indexOf(place);
      }
    },
    degree: (side, node) => (side === 'source' ? findSource(node).degree : inDegree(node)),
    has(source, target) {
      const sources = findSource(source);
      if (sources.degree === 0) return false;
      return (
        pick(sources, source - sources.firstSource, sources.strata.indexOf(findStratum(sources, target))) === target
      );
    },
    runs: (side) =>
      side === 'source'
        ? classes.map(({ firstSource, count, degree }) => ({ first: firstSource, count, most: degree }))
        : weights.steps.map(({ firstRank, count, weight }) => ({
            ...{ first: firstRank, count },
            most: mostRows(weight, connected),
          })),
  };
}

/** Neighbouring positions or places. */
interface Positions {
  readonly first: number;
  readonly end: number;
}

/** The places in a stratum whose target covers these positions. */
function findPlaces({ count }: SourceClass, stratum: Stratum, { first, end }: Positions): Positions {
  if (isAlone(stratum)) return { first: 0, end: count };
  return {
    first: findPlace(stratum, count, first - stratum.start),
    end: findPlace(stratum, count, end - stratum.start),
  };
}

/** The first place whose position is not before this one; `count` if there is none. */
function findPlace(stratum: Stratum, count: number, position: number): number {
  if (position >= stratum.weight) return count;
  const estimate = Math.floor((position * count) / stratum.weight - stratum.offset);
  let place = Math.min(count, Math.max(0, estimate));
  while (place > 0 && positionOf(stratum, count, place - 1) >= position) place--;
  while (place < count && positionOf(stratum, count, place) < position) place++;
  return place;
}

function findStratum({ strata }: SourceClass, target: number): Stratum {
  return findPart(strata, ({ firstTarget }) => firstTarget, target);
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
    const firstNumber = number;
    const cut = (): readonly Stratum[] =>
      listStrata(degree, weights).map((range, slot) => {
        const own = firstNumber + slot;
        const offset = stream.bits(own, drawOfOffset) / 2 ** 32;
        return new Stratum(range, offset, () => createPermutation(stream, count, own));
      });
    classes.push(new SourceClass({ firstSource, firstRow, count, degree }, cut));
    firstSource += count;
    firstRow += count * degree;
    number += degree;
  }
  if (classes.length > 0) return classes;
  return [new SourceClass({ firstSource: 0, firstRow: 0, count: 0, degree: 0 }, () => [])];
}

/** More strata than a weave has. */
const strataOfAWeave = 2 ** 32;

/** A draw that no permutation takes. */
const drawOfOffset = 2 ** 16;

/** Cuts the targets into strata of about equal weight. A target that is heavier than its share stands alone. */
function listStrata(count: number, weights: Ladder): readonly TargetRange[] {
  const strata: TargetRange[] = [];
  let firstTarget = 0;
  for (let strataToCut = count; strataToCut > 0; strataToCut--) {
    const start = weights.start(firstTarget);
    const end = start + (weights.total - start) / strataToCut;
    const nearest = strataToCut === 1 || end >= weights.total ? weights.size : weights.rankAt(Math.floor(end));
    const endTarget = Math.min(Math.max(nearest, firstTarget + 1), weights.size - (strataToCut - 1)); // each needs a target
    strata.push({ firstTarget, endTarget, start, weight: weights.start(endTarget) - start });
    firstTarget = endTarget;
  }
  return strata;
}

/** No target of a weight has more rows. */
function mostRows(weight: number, classes: readonly SourceClass[]): number {
  let rows = 0;
  for (const { count, strata } of classes) {
    const lightest = strata.reduce((least, { weight: own }) => Math.min(least, own), Number.POSITIVE_INFINITY);
    rows += Math.min(count, Math.floor((weight * count) / lightest) + 1);
  }
  return rows;
}
