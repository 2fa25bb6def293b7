import type { SnapshotManifest } from './snapshot-manifest.ts';

/** Which day is today in the graph; undefined for a graph that is not of a model. */
export function formatDate({ export: source }: Pick<SnapshotManifest, 'export'>): string | undefined {
  return source && `The graph is as of ${source.asOf}: use date('${source.asOf}') for today.`;
}
