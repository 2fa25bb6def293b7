// bench-import [SCALE] [ROUNDS]: the importer on the same graph, by hand and as bulkgen runs it, in turn, in one run.
//
// By hand: neo4j-admin with self-describing files and string ids, as its manual begins. bulkgen: record numbers. Both
// into a staging folder of the embedded server, with the same JVM and class archive; no live database is touched.
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { exportGraph } from '../src/export/export-graph.ts';
import { runImporter } from '../src/import/run-importer.ts';
import { createStaging } from '../src/import/staging.ts';
import { parseScale } from '../src/model/scale.ts';
import { openEmbedded } from '../src/target/embedded.ts';

const [scaleText = 'enterprise', roundsText = '5'] = process.argv.slice(2);
const scale = parseScale(scaleText);
const rounds = Number(roundsText);
if (scale === undefined || !(rounds >= 1)) throw new Error('Usage: scripts/bench-import [SCALE] [ROUNDS]');

const folder = await mkdtemp(join(tmpdir(), 'bulkgen-bench-'));
try {
  const target = await openEmbedded();
  const seconds = { string: [] as number[], actual: [] as number[] };
  const manifests = {
    string: (await exportGraph({ out: join(folder, 'string'), scale, ids: 'string' })).manifest,
    actual: (await exportGraph({ out: join(folder, 'actual'), scale, ids: 'actual' })).manifest,
  };
  for (let round = 0; round <= rounds; round++) {
    for (const ids of ['string', 'actual'] as const) {
      const staging = createStaging(target, 'bench');
      await staging.prepare();
      const startedAt = performance.now();
      const { config } = staging;
      await runImporter({ target, manifest: manifests[ids], folder: join(folder, ids), database: 'bench', config });
      // The first round warms the file cache and is not counted.
      if (round > 0) seconds[ids].push((performance.now() - startedAt) / 1000);
      await staging.undo();
    }
  }
  const byHand = median(seconds.string);
  const bulkgen = median(seconds.actual);
  const { nodes, relationships } = manifests.actual.totals;
  process.stdout.write(`${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${target.description.split(' in ')[0]}, \
${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB; ${nodes} nodes, ${relationships} relationships; medians of ${rounds}

| neo4j-admin database import full | seconds | of the first |
|---|---|---|
| by hand: string ids, self-describing files | ${byHand.toFixed(1)} | 1 |
| bulkgen: record numbers | ${bulkgen.toFixed(1)} | ${(bulkgen / byHand).toFixed(2)} |
`);
} finally {
  await rm(folder, { recursive: true, force: true });
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2;
}
