// Another order of the numbers from 0 to m − 1: x × step + shift modulo m. It has every number once if the step has no divisor in common with m.

/** Products of a step and a number below m stay exact. */
const largestProduct = 2 ** 53;

/** A step below m that has no divisor in common with m, from 32 random bits. It is 0 for m = 1. */
export function chooseStep(bits: number, m: number): number {
  const bound = Math.min(m, Math.floor(largestProduct / m));
  let step = Math.floor((bits / 2 ** 32) * bound);
  while (greatestDivisor(step, m) !== 1) step = step + 1 < bound ? step + 1 : 1;
  return step;
}

/** x × step + shift modulo m, for a step of `chooseStep` and numbers below m. */
export function takeStep(x: number, step: number, shift: number, m: number): number {
  const product = x * step;
  let place = product - Math.floor(product / m) * m + shift; // the quotient may be rounded to the next one
  if (place < 0) place += m;
  return place >= m ? place - m : place;
}

/** The number y below m with y × step = 1 modulo m, by Euclid's algorithm. */
export function invertStep(step: number, m: number): number {
  let [high, low] = [m, step];
  let [before, inverse] = [0, 1];
  while (low > 0) {
    const quotient = Math.floor(high / low);
    const rest = high - quotient * low;
    const next = before - quotient * inverse;
    // without destructuring, which is slower here
    high = low;
    low = rest;
    before = inverse;
    inverse = next;
  }
  return before < 0 ? before + m : before;
}

/** a × b modulo m, for numbers below m, of which the product may be beyond 2^53. */
export function multiplyModulo(a: number, b: number, m: number): number {
  if (m <= mostExact) return (a * b) % m;
  return Number((BigInt(a) * BigInt(b)) % BigInt(m));
}

/** 2^26: numbers below it have an exact product. */
const mostExact = 2 ** 26;

function greatestDivisor(a: number, b: number): number {
  let [high, low] = [b, a];
  while (low > 0) {
    const rest = high % low;
    // without destructuring, which is slower here
    high = low;
    low = rest;
  }
  return high;
}
