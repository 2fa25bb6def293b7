// The daemon mounts folders of its machine, which may not be this one. So bulkgen checks that it sees the right files.
import { constants } from 'node:fs';
import { access, readdir, realpath, stat } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { BulkgenError, folderMissing } from '../../errors.ts';
import { hashFile } from '../../system/checksum.ts';
import { quoteExactly as quote, quotePath, quoteWord } from '../../system/quote-word.ts';
import type { Container } from './container.ts';
import type { ImportContainerSession } from './import-container/session.ts';
import type { ContainerInstallation } from './installation.ts';

export interface MapFolderOptions {
  readonly container: Container;
  readonly session: ImportContainerSession;
  readonly installation: ContainerInstallation;
  /** Paths in the folder. Default: all its files. */
  readonly names?: readonly string[] | undefined;
}

/** Where the import container sees the folder that is mounted for it. */
const mountPoint = '/bulkgen-export';

/**
 * The path at which the import container reads a folder of this machine: in a bind mount of the container, in a new bind
 * mount of the import container, or as an equal copy in a volume. Throws `folder-unseen`.
 */
export async function mapFolder(folder: string, options: MapFolderOptions): Promise<string> {
  const { container, session } = options;
  const path = await findFolder(folder);
  const files = await readSizes(path, options.names ?? (await listFiles(path)));
  for (const mapped of mapThroughMounts(path, container)) {
    if ((await compareSizes(mapped, files, session)) === 'same') return mapped;
  }
  await session.mount({ source: path, destination: mountPoint });
  const comparison = (await canStart(session)) ? await compareSizes(mountPoint, files, session) : 'absent';
  if (comparison === 'same') return mountPoint;
  await session.mount(undefined);
  if (comparison.startsWith('unreadable')) throw unreadable(path, comparison.slice('unreadable '.length), options);
  const places = findCopyFolders(path, options);
  for (const copy of places) {
    const isSameSize = (await compareSizes(copy, files, session)) === 'same';
    if (isSameSize && (await hasSameBytes(path, copy, files, session))) return copy;
  }
  throw new BulkgenError('folder-unseen', `The Docker daemon cannot see the folder ${path}`, {
    hint: `Copy the folder into the container with \`docker cp ${quotePath(`${path}/.`)} ${quoteWord(`${container.name}:${places.at(-1)}`)}\`, and import again.`,
  });
}

async function findFolder(folder: string): Promise<string> {
  try {
    const path = await realpath(folder);
    await access(path, constants.R_OK | constants.X_OK);
    return path;
  } catch (cause) {
    throw folderMissing(resolve(folder), cause);
  }
}

async function listFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

async function readSizes(folder: string, names: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const sizes = new Map<string, number>();
  for (const name of names) sizes.set(name, (await stat(join(folder, name))).size);
  return sizes;
}

/** The paths of the folder in the container's bind mounts. */
function mapThroughMounts(path: string, { mounts }: Container): readonly string[] {
  return mounts
    .filter(({ type, source }) => type === 'bind' && `${path}/`.startsWith(`${source}/`))
    .map(({ source, destination }) => join(destination, relative(source, path)));
}

/** Where a copy may be; the last is where to copy to. All are in volumes, because the import container sees nothing else. */
function findCopyFolders(path: string, { container, installation }: MapFolderOptions): readonly string[] {
  const { importFolder, dataFolder } = installation;
  const isVolume = container.mounts.some(({ destination }) => destination === importFolder);
  return isVolume ? [join(importFolder, basename(path)), importFolder] : [join(dataFolder, 'bulkgen-import')];
}

type Comparison = 'same' | 'different' | 'absent' | `unreadable ${string}`;

/** Compares the sizes of these files with those in a folder of the import container. */
async function compareSizes(
  folder: string,
  files: ReadonlyMap<string, number>,
  session: Pick<ImportContainerSession, 'run'>,
): Promise<Comparison> {
  const names = [...files.keys()].map(quote).join(' ');
  const { output } = await session.run(
    `( if [ ! -e ${quote(folder)} ]; then echo absent; exit; fi
       cd ${quote(folder)} 2>/dev/null || { echo unreadable .; exit; }
       for file in ${names}; do
         [ -e "$file" ] || { echo absent; exit; }
         [ -r "$file" ] || { printf 'unreadable %s\\n' "$file"; exit; }
       done
       stat -L -c '%s' ${names || '/dev/null'} )`,
  );
  if (/^(absent|unreadable )/.test(output)) return output as Comparison;
  return output === [...files.values()].join('\n') ? 'same' : 'different';
}

async function hasSameBytes(
  path: string,
  copy: string,
  files: ReadonlyMap<string, number>,
  session: Pick<ImportContainerSession, 'run'>,
): Promise<boolean> {
  for (const name of files.keys()) {
    const { output } = await session.run(`sha256sum < ${quote(join(copy, name))}`);
    if (output.split(' ')[0] !== (await hashFile(join(path, name)))) return false;
  }
  return true;
}

async function canStart(session: ImportContainerSession): Promise<boolean> {
  try {
    await session.start();
    return true;
  } catch (error) {
    if (error instanceof BulkgenError && /mount config|mounts denied|not shared|bind source/i.test(String(error.cause)))
      return false;
    throw error;
  }
}

function unreadable(path: string, file: string, { container, installation }: MapFolderOptions): BulkgenError {
  const unreadablePath = file === '.' ? `the folder ${path}` : `\`${file}\` in ${path}`;
  const message = `Neo4j's user in container \`${container.name}\` (${installation.user}) cannot read ${unreadablePath}`;
  return new BulkgenError('folder-unseen', message, {
    hint: `Run \`chmod -R a+rX ${quotePath(path)}\`, then run the command again.`,
  });
}
