/** The parts of a memory limit, in bytes. */
export interface MemoryShare {
  readonly heap: number;
  readonly offHeap: number;
}

/**
 * Divides a container's memory limit for neo4j-admin: two fifths for the heap, two fifths for `--max-off-heap-memory`, one fifth
 * for the JVM itself. By default, neo4j-admin takes nine tenths of the memory that is free on the machine, not in its container.
 */
export function shareMemory(limit: number): MemoryShare {
  const part = Math.floor((limit / 5) * 2);
  return { heap: part, offHeap: part };
}
