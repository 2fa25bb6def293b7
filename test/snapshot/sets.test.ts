import { describe, expect, it } from 'vitest';
import { graphOf } from '../../src/export/create-graph.ts';
import { exportGraph } from '../../src/export/export-graph.ts';
import { formatManifest } from '../../src/export/manifest.ts';
import { listSnapshots } from '../../src/snapshot/list-snapshots.ts';
import { findSnapshot, suppliedSnapshots } from '../../src/snapshot/snapshot-store.ts';
import { verifySnapshot } from '../../src/snapshot/verify-snapshot.ts';
import { makeTemporaryFolder } from '../setup/temporary-folder.ts';

describe('the snapshots that come with bulkgen', () => {
  it('have the current versions of the models (otherwise run scripts/build-snapshots)', async () => {
    const snapshots = await listSnapshots({ folder: suppliedSnapshots });
    expect(snapshots.map(({ name }) => name)).toEqual(['demo-enterprise', 'demo-large', 'demo-medium', 'demo-small']);
    for (const { path } of snapshots) {
      const { export: exportManifest, answers } = await verifySnapshot({ snapshot: path });
      expect(graphOf(exportManifest!).model.queries).toHaveLength(answers!.length);
    }
  });

  it.each(['demo-small', 'demo-medium'])(
    'contain what an export at the scale of %s writes, and its answers',
    async (name) => {
      const { export: exportManifest, answers } = await verifySnapshot({ snapshot: findSnapshot(name) });
      const graph = graphOf(exportManifest!);
      const { manifest } = await exportGraph({ folder: await makeTemporaryFolder(), scale: exportManifest!.scale });
      expect(formatManifest(manifest)).toBe(formatManifest(exportManifest!));
      expect(answers!.map(({ rows }) => rows)).toEqual(graph.model.queries!.map(({ answer }) => answer(graph)));
    },
  );
});
