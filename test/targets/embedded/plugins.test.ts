import { mkdir, readdir, readFile, readlink, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type Home, locateHome } from '../../../src/targets/embedded/home.ts';
import { installPlugin, isInstalled, preparePlugins } from '../../../src/targets/embedded/plugins.ts';
import { makeTemporaryFolder } from '../../setup/temporary-folder.ts';

/** A home, and an installation with one plugin. */
async function prepare(): Promise<{ folder: string; home: Home; pluginFolder: string }> {
  const folder = await makeTemporaryFolder();
  const pluginFolder = join(folder, 'cache', '5.26.30-a', 'plugins');
  await mkdir(pluginFolder, { recursive: true });
  await writeFile(join(pluginFolder, 'apoc.jar'), 'apoc');
  await writeFile(join(folder, 'load-1.jar'), 'first');
  await writeFile(join(folder, 'load-2.jar'), 'second');
  return { folder, home: locateHome('5.26.30', join(folder, 'home')), pluginFolder };
}

it('starts a server with the plugins of the installation while it has none of its own', async () => {
  const { home, pluginFolder } = await prepare();
  expect(await preparePlugins(home, { pluginFolder })).toBe(pluginFolder);
});

it('adds the plugins of the installation to those of the server, also after it changed, and keeps links of the user', async () => {
  const { folder, home, pluginFolder } = await prepare();
  const former = join(folder, 'cache', '5.26.29-b', 'plugins');
  await mkdir(former, { recursive: true });
  await writeFile(join(former, 'apoc-former.jar'), 'apoc');
  await installPlugin(home, join(folder, 'load-1.jar'), 'load-');
  await symlink(join(folder, 'load-2.jar'), join(home.plugins, 'own.jar'));
  await symlink(join(folder, 'gone', 'plugins', 'apoc.jar'), join(home.plugins, 'apoc.jar'));
  await preparePlugins(home, { pluginFolder: former });
  expect((await readdir(home.plugins)).sort()).toEqual(['apoc-former.jar', 'load-1.jar', 'own.jar']);
  expect(await preparePlugins(home, { pluginFolder })).toBe(home.plugins);
  expect((await readdir(home.plugins)).sort()).toEqual(['apoc.jar', 'load-1.jar', 'own.jar']);
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
