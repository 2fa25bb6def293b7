// How popular targets are, compared with each other.
import { BulkgenError } from '../../errors.ts';
import { checkOptions } from '../../options/check-options.ts';
import { raise } from '../raise.ts';
import { createLadder, type Ladder, type LadderStep } from './ladder.ts';

/** Makes the weights of so many targets, by rank. */
export type WeightShape = (targets: number) => Ladder;

/** What `powerLaw` takes. */
export interface PowerLawOptions {
  /** The exponent of the distribution of in-degrees: 2 by default, from 1.5 (few have nearly all) to 4. */
  readonly exponent?: number;
  /**
   * Which part of all rows the most popular target has, from 0 to 1: with 0.03, about 3 of 100 relationships end there, which may be a
   * fifth of the sources. Between nodes of one kind it is a little less. Without it, the exponent decides.
   */
  readonly top?: number;
}

/** All targets are equally popular. */
export function uniform(): WeightShape {
  return (targets) => createLadder([{ count: targets, weight: 1 }]);
}

/**
 * A few targets have most of the rows: the number of targets with k rows falls as k^−exponent. The target of rank r gets a weight of
 * (r + shift)^(−1 / (exponent − 1)), with the shift that gives the first its share (B. Mandelbrot's form of Zipf's law). Throws
 * `invalid-model` for numbers outside their range.
 */
export function powerLaw(options: PowerLawOptions = {}): WeightShape {
  checkOptions('powerLaw', options, { exponent: 'number', top: 'number' });
  const { exponent = 2, top } = options;
  if (!(exponent >= 1.5 && exponent <= 4))
    throw new BulkgenError(
      'invalid-model',
      `Expected the exponent of a power law to be from 1.5 to 4, got \`${exponent}\``,
    );
  if (top !== undefined && !(top > 0 && top < 1))
    throw new BulkgenError('invalid-model', `Expected \`top\` of a power law to be between 0 and 1, got \`${top}\``);
  const sixtyFourths = Math.round(64 / (exponent - 1));
  return (targets) => {
    if (targets === 0) return createLadder([]);
    const blocks = listBlocks(targets);
    const weigh = (shift: number): readonly number[] =>
      blocks.map(({ middle }) => 1 / raise(middle + shift, sixtyFourths, 6));
    return createLadder(toSteps(blocks, weigh(top === undefined ? 1 : findShift(blocks, weigh, top))));
  };
}

/** Ranks that have one weight: single ones at first, then as many as a fifth of those before. */
interface Block {
  readonly count: number;
  readonly middle: number;
}

function listBlocks(ranks: number): readonly Block[] {
  const blocks: Block[] = [];
  for (let first = 0; first < ranks; first += blocks.at(-1)!.count) {
    const count = Math.min(ranks - first, first < 32 ? 1 : Math.floor(first / 5));
    blocks.push({ count, middle: first + (count - 1) / 2 });
  }
  return blocks;
}

/** The shift, at least 1, with which the first block has its share. The larger it is, the flatter are the weights. */
function findShift(blocks: readonly Block[], weigh: (shift: number) => readonly number[], top: number): number {
  let [low, high] = [1, 2 ** 40];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    const weights = weigh(middle);
    if (weights[0]! > top * sum(blocks, weights)) low = middle;
    else high = middle;
  }
  return low;
}

function sum(blocks: readonly Block[], weights: readonly number[]): number {
  return blocks.reduce((total, { count }, index) => total + count * weights[index]!, 0);
}

/** Whole weights: the least is about 1,000, or less where the sum would not be exact. */
function toSteps(blocks: readonly Block[], weights: readonly number[]): readonly LadderStep[] {
  const unit = Math.min(1_000 / weights.at(-1)!, 2 ** 52 / sum(blocks, weights));
  return blocks.map(({ count }, index) => ({ count, weight: Math.max(1, Math.floor(weights[index]! * unit)) }));
}
