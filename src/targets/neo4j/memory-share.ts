/** How an importer with a memory limit divides it, in bytes. */
export interface MemoryShare {
  readonly heap: number;
  readonly offHeap: number;
}

/**
 * Two fifths each for the heap and for what neo4j-admin keeps outside of it (`--max-off-heap-memory`, by default nine
 * tenths of what is free on the machine, which in a container is not its own); a fifth is left to the JVM itself.
 */
export function shareMemory(limit: number): MemoryShare {
  const part = Math.floor((limit / 5) * 2);
  return { heap: part, offHeap: part };
}
