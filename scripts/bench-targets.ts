// bench-targets CONTAINER NEO4J_HOME [SCALE...]: times the same import into a container, an installation and the embedded
// server. It replaces their databases. The servers run before and after; a missing embedded server is created.
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { exportGraph } from '../src/export/export-graph.ts';
import { type ImportResult, importGraph } from '../src/import/import-graph.ts';
import { parseScale } from '../src/model/scale.ts';
import { openDocker } from '../src/targets/docker/open.ts';
import { openEmbedded } from '../src/targets/embedded/open.ts';
import { openLocal } from '../src/targets/local/open.ts';
import type { Target } from '../src/targets/target.ts';

const [container, home, ...scales] = process.argv.slice(2);
if (!container || !home) throw new Error('Usage: scripts/bench-targets CONTAINER NEO4J_HOME [SCALE...]');

const folder = await mkdtemp(join(tmpdir(), 'bulkgen-bench-'));
try {
  await (await openEmbedded()).createArchives(); // as for a server in regular use
  const targets: readonly Target[] = [await openDocker({ container }), await openLocal({ home }), await openEmbedded()];
  const steps = ['stop', 'import', 'start', 'events', 'schema', 'verify'];
  process.stdout.write(`${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${cpus().length} cores, \
${Math.round(totalmem() / 2 ** 30)} GiB; seconds

| scale | target | nodes | relationships | ${steps.join(' | ')} | all |
|---|---|---|---|${'---|'.repeat(steps.length + 1)}
`);
  for (const name of scales.length > 0 ? scales : ['small', 'medium', 'enterprise']) {
    const out = join(folder, name);
    await exportGraph({ folder: out, scale: parseScale(name)! });
    for (const target of targets) {
      if (!(await target.isRunning())) await target.start();
      const startedAt = performance.now();
      const result = await importGraph({ folder: out, target, force: true });
      const total = (performance.now() - startedAt) / 1000;
      const seconds = [...steps.map((step) => result.seconds[step] ?? 0), total].map((time) => time.toFixed(1));
      const counts = ['nodes', 'relationships'].map((what) => countOf(result, what));
      process.stdout.write(`| ${[name, `${target.kind} ${target.version}`, ...counts, ...seconds].join(' | ')} |\n`);
    }
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** What was counted in the database and equals what was expected. */
function countOf({ checks }: ImportResult, what: string): string {
  return checks.find(({ name }) => name === what)!.found.toLocaleString('en-US');
}
