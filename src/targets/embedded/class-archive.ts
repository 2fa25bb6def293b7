// Class data sharing archives hold classes as the JVM lays them out in memory, so that it need not load and verify them:
// they take seconds off every start. One fits exactly one Java and one class path. They are made from a real import and
// a real server in a throw-away home; where that does not work, everything runs without.

import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { throwIfAborted } from '../../errors.ts';
import type { ProgressTracker } from '../../progress/tracker.ts';
import { localFiles } from '../../system/local-files.ts';
import { withTemporaryFolder } from '../../system/temporary-folder.ts';
import type { Installation } from '../java/java-arguments.ts';
import { rehearseImport, rehearseServer } from './archive-run.ts';

type Archives = Installation['archives'];

export interface ArchiveOptions {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly tracker: ProgressTracker;
  readonly signal?: AbortSignal | undefined;
}

/** The archives for this Java and class path, made when there are none yet or they are another's. */
export async function ensureArchives(installation: Installation, options: ArchiveOptions): Promise<Archives> {
  return (await findArchives(installation, options.folder)) ?? (await makeArchives(installation, options));
}

/** The archives made before; empty where they could not be made, nothing where that has not been tried. */
export async function findArchives(installation: Installation, folder: string): Promise<Archives | undefined> {
  const own = ownFolder(installation, folder);
  const identity = await readFile(join(own, 'identity'), 'utf8').catch(() => undefined);
  if (identity !== identityOf(installation)) return undefined;
  const paths = archivePaths(installation, own);
  return {
    ...((await localFiles.exists(paths.import)) && { import: paths.import }),
    ...((await localFiles.exists(paths.server)) && { server: paths.server }),
  };
}

async function makeArchives(installation: Installation, options: ArchiveOptions): Promise<Archives> {
  const { folder, tracker, signal } = options;
  const own = ownFolder(installation, folder);
  tracker.start('provision-archive', {
    message: 'Creating class archives for faster starts',
    finished: 'Created class archives for faster starts',
    total: 2,
    unit: 'archives',
  });
  await withTemporaryFolder(folder, async (temporary) => {
    const draft = join(temporary, 'archives');
    await mkdir(draft);
    const home = join(temporary, 'home');
    const paths = archivePaths(installation, draft);
    const withoutFailing = async (rehearsal: Promise<void>): Promise<void> => {
      await rehearsal.catch(() => throwIfAborted(signal));
      tracker.advance(1);
    };
    await withoutFailing(rehearseImport(installation, { ...options, home, archiveTo: paths.import }));
    await withoutFailing(rehearseServer(installation, { ...options, home, archiveTo: paths.server }));
    await writeFile(join(draft, 'identity'), identityOf(installation));
    await localFiles.sync(draft);
    await rename(own, join(temporary, 'former')).catch(() => {});
    // Another process that was quicker made the same ones.
    await rename(draft, own).catch(() => {});
  });
  tracker.finish();
  return (await findArchives(installation, folder)) ?? {};
}

function archivePaths({ java }: Installation, folder: string): Required<Archives> {
  return { import: join(folder, 'import.jsa'), server: join(folder, java.major >= 25 ? 'server.aot' : 'server.jsa') };
}

/** One folder for each Java, so that two in use do not take turns. */
function ownFolder({ java }: Installation, folder: string): string {
  return join(folder, createHash('sha256').update(java.executable).digest('hex').slice(0, 16));
}

function identityOf({ version, java, classPath }: Installation): string {
  return `Neo4j ${version}\nJava ${java.version} ${java.executable}\nclass path ${classPath}\n`;
}
