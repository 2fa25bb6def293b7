import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSnapshot } from '../../src/snapshot/create-snapshot.ts';
import { restoreSnapshot } from '../../src/snapshot/restore-snapshot.ts';
import { openDocker } from '../../src/target/docker.ts';
import { openEmbedded } from '../../src/target/embedded.ts';
import { afterFile } from '../after-file.ts';
import { makeTestHome } from '../target/test-home.ts';
import { createContainer, docker, expectNoTrace, readStatus } from './container.ts';
import { useDocker } from './docker-daemon.ts';
import { makeExport } from './export-and-target.ts';

const image = useDocker();

describe.skipIf(!image)('a snapshot and a container', () => {
  it('have the same rows as an embedded server afterwards, and the container runs as it did', async () => {
    const [folder, env] = [await mkdtemp(join(tmpdir(), 'bulkgen snapshots ')), await makeTestHome()];
    afterFile(() => rm(folder, { recursive: true }));
    const path = join(folder, 'estate.tar.zst');
    const content = { kind: 'export', folder: await makeExport({ scale: 300 }), holds: 'dump' } as const;
    await createSnapshot({ name: 'estate', path, content, env });
    const embedded = await restoreSnapshot({ path, target: await openEmbedded({ env }), full: true });

    const name = await createContainer({ image });
    await docker('start', name);
    const target = await openDocker({ container: name });
    const contained = await restoreSnapshot({ path, target, full: true });
    expect(contained).toMatchObject({ from: 'dump', digests: embedded.digests });
    expect(await readStatus(name)).toBe('running');
    await expectNoTrace(name, image);

    const again = join(folder, 'again.tar.zst');
    const { manifest } = await createSnapshot({ name: 'again', path: again, content: { kind: 'database', target } });
    expect(manifest.content!.nodes).toBe(embedded.nodes + embedded.events);
    expect(await readStatus(name)).toBe('running');
    await expectNoTrace(name, image);
  });
});
