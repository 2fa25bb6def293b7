// write-with-apoc FOLDER: writes the files of test/lint/third-party/apoc, with APOC's `apoc.export.csv.all` for neo4j-admin from an
// estate of 200 configuration items. APOC needs jars that are not part of a server from Maven Central. The script adds them to a
// server in a temporary home.
import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { exportGraph, importGraph, openEmbedded, useDatabase } from '../src/index.ts';

const artifacts = [
  ...['com.fasterxml.woodstox:woodstox-core:6.5.1', 'org.codehaus.woodstox:stax2-api:4.2.2', 'com.opencsv:opencsv:5.9'],
  ...['org.apache.commons:commons-collections4:4.4', 'org.apache.commons:commons-configuration2:2.10.1'],
  ...[
    'org.apache.commons:commons-csv:1.11.0',
    'org.apache.commons:commons-text:1.12.0',
    'org.apache.commons:commons-exec:1.4.0',
  ],
  ...['commons-logging:commons-logging:1.3.2', 'net.minidev:json-smart:2.5.1', 'com.jayway.jsonpath:json-path:2.9.0'],
  ...['org.apache.hadoop:hadoop-common:3.3.6', 'org.apache.hadoop:hadoop-auth:3.3.6'],
  ...[
    'org.apache.hadoop.thirdparty:hadoop-shaded-guava:1.2.0',
    'org.apache.hadoop.thirdparty:hadoop-shaded-protobuf_3_7:1.1.1',
  ],
];

const [out] = process.argv.slice(2);
if (out === undefined) throw new Error('Usage: scripts/write-with-apoc.ts FOLDER');
const home = await mkdtemp(join(tmpdir(), 'bulkgen-apoc-'));
try {
  const target = await openEmbedded({ version: '5.26', env: { ...process.env, BULKGEN_HOME: home } });
  const { folder } = target.home;
  const lib = join(home, 'cache', 'neo4j', target.version, 'lib');
  for (const artifact of artifacts) {
    await execa('mvn', ['-q', 'dependency:copy', `-Dartifact=${artifact}`, `-DoutputDirectory=${lib}`]);
  }
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
