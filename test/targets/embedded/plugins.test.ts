import { mkdir, readdir, readFile, readlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type Home, locateHome } from '../../../src/targets/embedded/home.ts';
import { installPlugin, isInstalled, preparePlugins } from '../../../src/targets/embedded/plugins.ts';
import { makeTemporaryFolder } from '../../setup/temporary-folder.ts';

/** A home, and an installation with one plugin. */
async function prepare(): Promise<{ folder: string; home: Home; pluginFolder: string }> {
  const folder = await makeTemporaryFolder();
  const pluginFolder = join(folder, 'installation');
  await mkdir(pluginFolder);
  await writeFile(join(pluginFolder, 'apoc.jar'), 'apoc');
  await writeFile(join(folder, 'load-1.jar'), 'first');
  await writeFile(join(folder, 'load-2.jar'), 'second');
  return { folder, home: locateHome('5.26.30', join(folder, 'home')), pluginFolder };
}

it('starts a server with the plugins of the installation while it has none of its own', async () => {
  const { home, pluginFolder } = await prepare();
  expect(await preparePlugins(home, { pluginFolder })).toBe(pluginFolder);
});

it('adds the plugins of the installation to those of the server, also after the installation moved', async () => {
  const { folder, home, pluginFolder } = await prepare();
  await installPlugin(home, join(folder, 'load-1.jar'), 'load-');
  await preparePlugins(home, { pluginFolder: folder });
  expect(await preparePlugins(home, { pluginFolder })).toBe(home.plugins);
  expect((await readdir(home.plugins)).sort()).toEqual(['apoc.jar', 'load-1.jar']);
  expect(await readlink(join(home.plugins, 'apoc.jar'))).toBe(join(pluginFolder, 'apoc.jar'));
});

it('replaces a plugin by its newer jar', async () => {
  const { folder, home } = await prepare();
  for (const name of ['load-1.jar', 'load-2.jar']) await installPlugin(home, join(folder, name), 'load-');
  expect(await readdir(home.plugins)).toEqual(['load-2.jar']);
  expect(await readFile(join(home.plugins, 'load-2.jar'), 'utf8')).toBe('second');
  expect(await isInstalled(home, join(folder, 'load-1.jar'))).toBe(false);
  expect(await isInstalled(home, join(folder, 'load-2.jar'))).toBe(true);
});
