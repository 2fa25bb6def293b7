import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createSnapshot } from '../../src/snapshot/create-snapshot.ts';
import { restoreSnapshot } from '../../src/snapshot/restore-snapshot.ts';
import { openDocker } from '../../src/targets/docker/open.ts';
import { neo4jVersions } from '../../src/targets/neo4j/version.ts';
import type { Target } from '../../src/targets/target.ts';
import { createContainer, docker, expectNoTrace, readStatus } from '../end-to-end/support/container.ts';
import { useDocker } from '../end-to-end/support/docker-daemon.ts';
import { makeExport } from '../end-to-end/support/export-and-target.ts';
import { openWithoutApoc } from '../end-to-end/support/open-without-apoc.ts';
import { afterFile } from '../setup/after-file.ts';
import { makeTestHome } from '../setup/test-home.ts';

const [oldest, newest] = neo4jVersions;
const image = useDocker(newest);

// Other tests restore snapshots into embedded servers of both versions, and import into containers of the oldest.
describe.skipIf(!image)('a snapshot', () => {
  let folder: string;
  let path: string;
  const lines: string[] = [];

  /** Restores the snapshot, verifies every row, and notes a digest of the digests of all tables. */
  async function restore(place: string, target: Target): Promise<void> {
    const { from, nodes, relationships, digests } = await restoreSnapshot({ snapshot: path, target, full: true });
    expect(from).toBe('dump');
    const digest = createHash('sha256').update(JSON.stringify(digests)).digest('hex');
    lines.push(`| ${place} | ${nodes} | ${relationships} | ${digest} |`);
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bulkgen snapshots '));
    afterFile(() => rm(folder, { recursive: true }));
    path = join(folder, 'estate.tar.zst');
    const content = { kind: 'export', folder: await makeExport({ scale: 300 }), holds: 'dump' } as const;
    await createSnapshot({ snapshot: path, name: 'estate', content, env: await makeTestHome() });
  });

  it('is restored into an embedded Neo4j that is as old as its dump', async () => {
    const target = await openWithoutApoc({ version: oldest, env: await makeTestHome() });
    await restore(`embedded, Neo4j ${oldest}`, target);
    await target.stop();
  });

  it('is restored into a running container of a newer Neo4j, and created from it again', async () => {
    const name = await createContainer({ image });
    await docker('start', name);
    const target = await openDocker({ container: name });
    await restore(`docker, Neo4j ${newest}`, target);
    expect(await readStatus(name)).toBe('running');
    await expectNoTrace(name, image);

    const again = join(folder, 'again.tar.zst');
    const content = { kind: 'database', target } as const;
    const { manifest } = await createSnapshot({ snapshot: again, name: 'again', content, force: true });
    expect(manifest).toMatchObject({ neo4j: newest, content: { labels: expect.arrayContaining([['Event', 30]]) } });
    expect(await readStatus(name)).toBe('running');
    await expectNoTrace(name, image);
  });

  it('has the same rows in every target', async () => {
    expect(new Set(lines.map((line) => line.split('|').at(-2))).size).toBe(1);
    const text = `| restored into | nodes | relationships | digest of every table |\n|---|---|---|---|\n${lines.join('\n')}\n`;
    await expect(text).toMatchFileSnapshot('../golden/snapshot-digests.md');
  });
});
