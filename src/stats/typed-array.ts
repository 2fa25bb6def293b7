type Numbers = Int32Array | Uint8Array | Float64Array;

const leastLength = 256;

/** The array itself if it has the length, else a copy that is at least twice as long and ends with zeros. */
export function ensureLength<A extends Numbers>(array: A, length: number, create: (length: number) => A): A {
  if (length <= array.length) return array;
  const longer = create(Math.max(length, array.length * 2, leastLength));
  longer.set(array);
  return longer;
}
