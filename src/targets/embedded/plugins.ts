import { access, copyFile, lstat, mkdir, readdir, readlink, rename, rm, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { localFiles } from '../../system/local-files.ts';
import type { Home } from './home.ts';
import type { EmbeddedInstallation } from './java-arguments.ts';

/**
 * The folder of plugins to start a server with: that of the installation, or the server's own where something is installed in
 * it. Neo4j reads one folder only, so the own folder gets links to the plugins of the installation. Links of the user stay.
 */
export async function preparePlugins(
  { plugins }: Home,
  { pluginFolder }: Pick<EmbeddedInstallation, 'pluginFolder'>,
): Promise<string> {
  if (!(await localFiles.exists(plugins))) return pluginFolder;
  for (const name of await readdir(plugins)) {
    const path = join(plugins, name);
    if (await linksToInstallation(path, dirname(dirname(pluginFolder)))) await rm(path);
  }
  for (const name of await readdir(pluginFolder)) {
    if (!(await localFiles.exists(join(plugins, name)))) await symlink(join(pluginFolder, name), join(plugins, name));
  }
  return plugins;
}

/** Whether a path is a link to a plugin of some installation, which an earlier start created. */
async function linksToInstallation(path: string, installations: string): Promise<boolean> {
  if (!(await lstat(path)).isSymbolicLink()) return false;
  const target = await readlink(path);
  return (
    dirname(dirname(dirname(target))) === installations ||
    !(await access(path).then(
      () => true,
      () => false,
    ))
  );
}

/** Whether a plugin is installed in the server's own folder, under the name of this jar. */
export async function isInstalled({ plugins }: Home, jar: string): Promise<boolean> {
  return localFiles.exists(join(plugins, basename(jar)));
}

/** Copies a jar into the server's own folder, in place of a jar whose name begins with `prefix`. The next start loads it. */
export async function installPlugin({ plugins }: Home, jar: string, prefix: string): Promise<void> {
  await mkdir(plugins, { recursive: true, mode: 0o700 });
  const name = basename(jar);
  const draft = join(plugins, `.${name}`);
  await copyFile(jar, draft);
  for (const other of await readdir(plugins)) {
    if (other.startsWith(prefix) && other !== name) await rm(join(plugins, other));
  }
  await rename(draft, join(plugins, name));
}
