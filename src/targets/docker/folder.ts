// The daemon, perhaps on another machine, mounts its own folders: whether it sees the files of the export is looked up.
import { createHash } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { access, readdir, realpath, stat } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { BulkgenError, folderMissing } from '../../errors.ts';
import type { Container } from './container.ts';
import type { HelperSession } from './import-container/session.ts';
import { quoteWord as quote } from './import-container/shell.ts';
import type { ContainerInstallation } from './installation.ts';

export interface MapFolderOptions {
  readonly container: Container;
  readonly session: HelperSession;
  readonly installation: ContainerInstallation;
  /** Paths in the folder; all that it has by default. */
  readonly names?: readonly string[] | undefined;
}

/** Where a helper sees the export that is mounted for it. */
const mountPoint = '/bulkgen-export';

/**
 * The path by which the container's helper reads a folder of this machine: by a bind mount that the container has, by
 * one made for the helper, or as an equal copy in one of its volumes. Throws `folder-unseen`.
 */
export async function mapFolder(folder: string, options: MapFolderOptions): Promise<string> {
  const { container, session } = options;
  const path = await findFolder(folder);
  const files = await readSizes(path, options.names ?? (await listFiles(path)));
  for (const seen of throughMounts(path, container)) {
    if ((await look(seen, files, session)) === 'same') return seen;
  }
  await session.mount({ source: path, destination: mountPoint });
  const mounted = (await canStart(session)) ? await look(mountPoint, files, session) : 'absent';
  if (mounted === 'same') return mountPoint;
  await session.mount(undefined);
  if (mounted.startsWith('unreadable')) throw unreadable(path, mounted.slice('unreadable '.length), options);
  const places = placesOfCopies(path, options);
  for (const copy of places) {
    if ((await look(copy, files, session)) === 'same' && (await isCopy(path, copy, files, session))) return copy;
  }
  throw new BulkgenError('folder-unseen', `The Docker daemon cannot see the folder ${path}`, {
    hint: `Copy it to where it can, \`docker cp ${path}/. ${container.name}:${places.at(-1)}\`, and import again.`,
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

function throughMounts(path: string, { mounts }: Container): readonly string[] {
  return mounts
    .filter(({ type, source }) => type === 'bind' && `${path}/`.startsWith(`${source}/`))
    .map(({ source, destination }) => join(destination, relative(source, path)));
}

/** Where a user may have copied it; the last is where to: only what is in a volume is seen by a helper. */
function placesOfCopies(path: string, { container, installation }: MapFolderOptions): readonly string[] {
  const { importFolder, dataFolder } = installation;
  const isVolume = container.mounts.some(({ destination }) => destination === importFolder);
  return isVolume ? [join(importFolder, basename(path)), importFolder] : [join(dataFolder, 'bulkgen-import')];
}

type Look = 'same' | 'different' | 'absent' | `unreadable ${string}`;

async function look(
  folder: string,
  files: ReadonlyMap<string, number>,
  session: Pick<HelperSession, 'run'>,
): Promise<Look> {
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
  if (/^(absent|unreadable )/.test(output)) return output as Look;
  return output === [...files.values()].join('\n') ? 'same' : 'different';
}

/** Whether a copy has the same bytes, too. */
async function isCopy(
  path: string,
  copy: string,
  files: ReadonlyMap<string, number>,
  session: Pick<HelperSession, 'run'>,
): Promise<boolean> {
  for (const name of files.keys()) {
    const hash = createHash('sha256');
    await pipeline(createReadStream(join(path, name)), hash);
    const { output } = await session.run(`sha256sum < ${quote(join(copy, name))}`);
    if (output.split(' ')[0] !== hash.digest('hex')) return false;
  }
  return true;
}

async function canStart(session: HelperSession): Promise<boolean> {
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
  const what = file === '.' ? `the folder ${path}` : `\`${file}\` in ${path}`;
  const message = `Neo4j's user in container \`${container.name}\` (${installation.user}) cannot read ${what}`;
  return new BulkgenError('folder-unseen', message, { hint: `Let it: \`chmod -R a+rX ${path}\`.` });
}
