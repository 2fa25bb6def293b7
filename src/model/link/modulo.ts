import { BulkgenError } from '../../errors.ts';
import { checkOptions } from '../../options/check-options.ts';
import type { Adjacency } from './adjacency.ts';
import { linkOneTargetEach } from './one-target-each.ts';
import { refuseCounts } from './refuse-counts.ts';

/** The numbers of a formula, for `by` of a link. */
export interface ModuloShape {
  readonly block: number;
  readonly factor: number;
}

/**
 * With `each`: the other ends are taken in turn (round robin), `floor(n / block) × factor % others` for node n; both numbers are 1 by
 * default. Cypher can compute such links, so `bulkgen load --method pattern` creates them on the server.
 */
export function modulo(shape: Partial<ModuloShape> = {}): ModuloShape {
  checkOptions('modulo', shape, { block: 'any', factor: 'any' });
  const { block = 1, factor = 1 } = shape;
  return { block, factor };
}

/** How a source finds its target: `floor(source / block) × factor % targets`. */
export interface ModuloOptions {
  /** How many sources; each has one row. */
  readonly sources: number;
  /** How many targets, at least 1. */
  readonly targets: number;
  /** How many neighbouring sources have one target; 1 by default. */
  readonly block?: number;
  /** The step from one target to the next; 1 by default. It reaches every target if it has no divisor in common with `targets`. */
  readonly factor?: number;
}

/**
 * Links each source to the next target in turn. Cypher can compute the same links. Throws `invalid-model` for numbers that are not whole, and for a
 * factor that reaches some targets only.
 */
export function createModulo(options: ModuloOptions): Adjacency {
  checkOptions('createModulo', options, { sources: 'any', targets: 'any', block: 'any', factor: 'any' });
  const { sources, targets, block = 1, factor = 1 } = options;
  refuseCounts('', [
    ['sources', sources, 0],
    ['targets', targets, 1],
    ['block', block, 1],
    ['factor', factor, 1],
  ]);
  const inverse = invert(factor, targets);
  if (inverse === undefined)
    throw new BulkgenError(
      'invalid-model',
      `Expected the factor to have no divisor in common with ${targets} targets, got \`${factor}\``,
    );
  const blocks = Math.ceil(sources / block);
  const targetOf = (source: number): number => multiply(Math.floor(source / block), factor, targets);
  /** The first block of a target. The others follow at a distance of `targets` blocks. */
  const firstBlock = (target: number): number => multiply(target, inverse, targets);

  function inDegree(target: number): number {
    const first = firstBlock(target);
    if (first >= blocks) return 0;
    const own = Math.floor((blocks - 1 - first) / targets) + 1;
    const hasLast = (blocks - 1 - first) % targets === 0;
    return own * block - (hasLast ? blocks * block - sources : 0);
  }

  function* sourcesOf(target: number): Generator<number, void> {
    for (let at = firstBlock(target); at < blocks; at += targets)
      for (let source = at * block; source < Math.min(sources, (at + 1) * block); source++) yield source;
  }

  const most = Math.ceil(blocks / targets) * block;
  return {
    ...linkOneTargetEach({ sources, targets, targetOf, sourcesOf, inDegree, most }),
    modulo: { each: 'source', block, factor },
  };
}

/** `a × b % modulus`, exact also where the product is not. */
function multiply(a: number, b: number, modulus: number): number {
  const product = (a % modulus) * (b % modulus);
  return product <= Number.MAX_SAFE_INTEGER ? product % modulus : Number((BigInt(a) * BigInt(b)) % BigInt(modulus));
}

/** The number that undoes a multiplication modulo `modulus`, by Euclid's algorithm; undefined if there is none. */
function invert(factor: number, modulus: number): number | undefined {
  let [rest, next] = [modulus, factor % modulus];
  let [before, inverse] = [0n, 1n];
  while (next > 0) {
    const quotient = Math.floor(rest / next);
    [rest, next] = [next, rest - quotient * next];
    [before, inverse] = [inverse, before - BigInt(quotient) * inverse];
  }
  if (rest !== 1) return undefined;
  const wide = BigInt(modulus);
  return Number(((before % wide) + wide) % wide);
}
