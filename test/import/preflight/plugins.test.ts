import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findPluginWarnings } from '../../../src/import/preflight/plugins.ts';
import { localFiles } from '../../../src/system/local-files.ts';
import { makeTemporaryFolder } from '../../setup/temporary-folder.ts';

it.each([
  ['5.26.30', ['apoc-5.26.5-core.jar'], []],
  ['2026.08.1', ['apoc-5.26.5-core.jar'], []],
  ['2026.08.1', ['apoc-2026.08.0-core.jar'], []],
  ['5.26.30', ['apoc.jar', 'other-1.0.jar'], []],
  ['5.26.30', ['apoc-5.13.0-core.jar'], [/apoc-5\.13\.0-core\.jar is not made for Neo4j 5\.26\.30/]],
  ['5.26.30', ['apoc-2026.08.0-core.jar'], [/not made for Neo4j 5\.26\.30/]],
  ['5.26.30', ['apoc-5.26.1-core.jar', 'apoc-5.26.5-core.jar'], [/several APOC plugins/]],
])('for Neo4j %s with the plugins %j, warns of %j', async (version, jars, warnings) => {
  const pluginFolder = await makeTemporaryFolder();
  for (const jar of jars) await writeFile(join(pluginFolder, jar), '');
  const found = await findPluginWarnings({ files: localFiles, pluginFolder, version });
  expect(found).toEqual(warnings.map((warning) => expect.stringMatching(warning)));
});
