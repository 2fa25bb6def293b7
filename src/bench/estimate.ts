import type { BenchMethod } from './report.ts';

export interface BenchPlan {
  /** Names of scales with their numbers of nodes. */
  readonly scales: readonly { readonly name: string; readonly scale: number }[];
  readonly methods: readonly BenchMethod[];
  readonly rounds: number;
}

/** Seconds that a method takes for 1,000 nodes and their relationships on two processors, and before the first one. */
const costs: Readonly<Record<BenchMethod, readonly [fixed: number, perThousand: number]>> = {
  create: [30, 0], // for a part of the graph
  maps: [6, 0.25],
  unwind: [6, 0.11],
  apoc: [6, 0.14],
  csv: [6, 0.11],
  procedure: [6, 0.09],
  import: [15, 0.06],
};
const secondsToStart = 9;
/** A warm run is as long as a cold one without the time that the server needs to warm up, and after it a removal. */
const warmShare = 0.7;
const secondsToClear: readonly [fixed: number, perThousand: number] = [3, 0.3];

/** About how many seconds a bench takes: right within a factor of two on a quiet machine with two processors. */
export function estimateBench({ scales, methods, rounds }: BenchPlan): number {
  const seconds = scales.flatMap(({ scale }) =>
    methods.map((method) => {
      const [fixed, perThousand] = costs[method];
      const cold = fixed + (perThousand * scale) / 1000;
      if (method === 'import') return secondsToStart + cold;
      const rows = method === 'create' ? 0 : scale;
      const clear = secondsToClear[0] + (secondsToClear[1] * rows) / 1000;
      return secondsToStart + cold + clear + warmShare * cold;
    }),
  );
  return rounds * seconds.reduce((sum, each) => sum + each, 0);
}
