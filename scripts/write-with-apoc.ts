// write-with-apoc FOLDER: writes the files of test/lint/third-party/apoc, with APOC's `apoc.export.csv.all` for neo4j-admin from an
// estate of 200 configuration items.
import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportGraph, importGraph, openEmbedded, useDatabase } from '../src/index.ts';

const [out] = process.argv.slice(2);
if (out === undefined) throw new Error('Usage: scripts/write-with-apoc.ts FOLDER');
const home = await mkdtemp(join(tmpdir(), 'bulkgen-apoc-'));
try {
  const target = await openEmbedded({ version: '5.26', env: { ...process.env, BULKGEN_HOME: home } });
  const { folder } = target.home;
  await writeFile(join(folder, 'conf', 'apoc.conf'), 'apoc.export.file.enabled=true\n');
  const csv = join(home, 'csv');
  await exportGraph({ folder: csv, scale: 200, seed: 'apoc' });
  await importGraph({ folder: csv, target });
  await useDatabase(await target.connection(), (database) =>
    database.run("CALL apoc.export.csv.all('estate.csv', {bulkImport: true})"),
  );
  await target.stop();
  for (const name of await readdir(join(folder, 'import'))) await cp(join(folder, 'import', name), join(out, name));
} finally {
  await rm(home, { recursive: true, force: true });
}
