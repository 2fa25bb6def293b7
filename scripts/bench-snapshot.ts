// bench-snapshot [SCALE…]: for each scale, the size of its snapshot with a dump, and the medians of three restores into a
// stopped embedded server, with the default verification and with the full one.
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { exportGraph } from '../src/export/export-graph.ts';
import { parseScale } from '../src/model/scale.ts';
import { createSnapshot } from '../src/snapshot/create-snapshot.ts';
import { restoreSnapshot } from '../src/snapshot/restore-snapshot.ts';
import { findFolders } from '../src/system/own-folders.ts';
import { openEmbedded } from '../src/targets/embedded/open.ts';

const rounds = 3;
const scales = process.argv.length > 2 ? process.argv.slice(2) : ['small', 'medium', 'large', 'enterprise'];
const folder = await mkdtemp(join(tmpdir(), 'bulkgen-bench-'));
const env = { ...process.env, BULKGEN_HOME: join(folder, 'home') };
try {
  const { cache } = findFolders();
  await mkdir(cache, { recursive: true });
  await mkdir(env.BULKGEN_HOME);
  await symlink(cache, join(env.BULKGEN_HOME, 'cache'));
  await (await openEmbedded({ env })).createArchives(); // as for a server in regular use
  const target = await openEmbedded({ env });
  process.stdout.write(`${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${target.description.split(' in ')[0]}, \
${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB; medians of ${rounds}

| scale | file, MB | create, s | restore, s | of that the load | the server's start | with --full |
|---|---|---|---|---|---|---|
`);
  for (const scale of scales) process.stdout.write(await measure(scale, target));
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function measure(scale: string, target: Awaited<ReturnType<typeof openEmbedded>>): Promise<string> {
  const number = parseScale(scale);
  if (number === undefined) throw new Error('Usage: scripts/bench-snapshot [SCALE…]');
  const csv = join(folder, scale);
  await exportGraph({ folder: csv, scale: number });
  const path = join(folder, `${scale}.tar.zst`);
  const content = { kind: 'export', folder: csv, holds: 'dump' } as const;
  const [created, create] = await time(() => createSnapshot({ snapshot: path, name: scale, content, env }));
  const taken: Record<string, number[]> = { restore: [], import: [], start: [], full: [] };
  for (const full of Array.from({ length: 2 * rounds }, (_, index) => index % 2 === 1)) {
    await target.stop();
    const [{ seconds }, all] = await time(() => restoreSnapshot({ snapshot: path, target, force: true, full }));
    taken[full ? 'full' : 'restore']!.push(all);
    if (!full) for (const step of ['import', 'start']) taken[step]!.push(seconds[step]!);
  }
  await target.stop();
  const [restore, load, start, full] = ['restore', 'import', 'start', 'full'].map((name) =>
    middle(taken[name]!).toFixed(1),
  );
  return `| ${scale} | ${(created.bytes / 1e6).toFixed(1)} | ${create.toFixed(1)} | ${restore} | ${load} | ${start} | ${full} |\n`;
}

async function time<Result>(work: () => Promise<Result>): Promise<readonly [Result, number]> {
  const startedAt = performance.now();
  const result = await work();
  return [result, (performance.now() - startedAt) / 1000];
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
