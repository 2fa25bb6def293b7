/**
 * A number from 1 up to the power of `parts / 2^halvings`. Square roots and the four basic operations give the same bits on every machine;
 * `Math.pow` need not. `parts` is a whole number below 2^31.
 */
export function raise(base: number, parts: number, halvings: number): number {
  let root = base;
  for (let step = 0; step < halvings; step++) root = Math.sqrt(root);
  let [result, factor] = [1, root];
  for (let rest = parts; rest > 0; rest >>= 1) {
    if (rest % 2 === 1) result *= factor;
    factor *= factor;
  }
  return result;
}
