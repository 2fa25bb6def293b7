import type { DirtDefinition } from '../../../model/model.ts';
import { blocksOf, countDirtKinds, countDirtOf, placeDirt } from './kinds.ts';
import { dirtQueries } from './queries.ts';
import { createDirtyRows, dirtyColumns } from './records.ts';

/** CIs that are wrong, as those of real estates are: orphans, stale ones and duplicates. */
export const dirt: DirtDefinition = {
  leastScale: 100, // a smaller estate lacks some classes
  countKinds: countDirtKinds,
  count: countDirtOf,
  columns: dirtyColumns,
  rows: createDirtyRows,
  find(graph, place) {
    const { kind, label, row } = placeDirt(graph.dirty, place);
    const { count: clean } = graph.nodes(label);
    const { first, originals } = blocksOf(graph, label).find((block) => block.kind === kind)!;
    const original = kind === 'duplicate' ? { label, number: originals.originalOf(row) } : undefined;
    return { kind, label, number: clean + first + row, original };
  },
  queries: dirtQueries,
};
