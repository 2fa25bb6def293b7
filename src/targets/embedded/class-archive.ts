// A class data sharing archive holds classes as the JVM lays them out in memory. With it, the JVM need not load and verify
// them, which saves seconds at every start. An archive fits one Java and one class path only. bulkgen creates two of them by
// trial runs of an import and of a server. That takes as long as seven starts, so it is done for a server in regular use,
// when no work waits for it: at `bulkgen neo4j stop`. Neo4j runs without archives until then, and where a trial run fails.
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { throwIfAborted } from '../../errors.ts';
import type { ProgressTracker } from '../../progress/tracker.ts';
import { localFiles } from '../../system/local-files.ts';
import { withTemporaryFolder } from '../../system/temporary-folder.ts';
import type { ClassArchives, EmbeddedInstallation } from './java-arguments.ts';
import { runTrialImport, runTrialServer } from './trial-run.ts';

export interface ArchiveOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly tracker: ProgressTracker;
  readonly signal?: AbortSignal | undefined;
}

/** Creates the archives for this Java and class path, unless an earlier attempt did. */
export async function ensureArchives(installation: EmbeddedInstallation, options: ArchiveOptions): Promise<void> {
  if ((await findArchives(installation)) === undefined) await makeArchives(installation, options);
}

/** The archives that exist. Empty when an earlier attempt to create them failed, undefined when there was no attempt. */
export async function findArchives(installation: EmbeddedInstallation): Promise<ClassArchives | undefined> {
  const javaFolder = folderOfJava(installation);
  const identity = await readFile(join(javaFolder, 'identity'), 'utf8').catch(() => undefined);
  if (identity !== describeIdentity(installation)) return undefined;
  const paths = archivePaths(installation, javaFolder);
  return {
    ...((await localFiles.exists(paths.import)) && { import: paths.import }),
    ...((await localFiles.exists(paths.server)) && { server: paths.server }),
  };
}

async function makeArchives(installation: EmbeddedInstallation, options: ArchiveOptions): Promise<void> {
  const { tracker, signal } = options;
  const javaFolder = folderOfJava(installation);
  tracker.start('provision-archive', {
    message: 'Creating class archives for faster starts (once)',
    finished: 'Created class archives for faster starts',
    total: 2,
    unit: 'archives',
  });
  await withTemporaryFolder(installation.archiveFolder, async (temporary) => {
    const draft = join(temporary, 'archives');
    await mkdir(draft);
    const home = join(temporary, 'home');
    const paths = archivePaths(installation, draft);
    const ignoreFailure = async (trialRun: Promise<void>): Promise<void> => {
      await trialRun.catch(() => throwIfAborted(signal));
      tracker.advance(1);
    };
    await ignoreFailure(runTrialImport(installation, { ...options, home, archiveTo: paths.import }));
    await ignoreFailure(runTrialServer(installation, { ...options, home, archiveTo: paths.server }));
    await writeFile(join(draft, 'identity'), describeIdentity(installation));
    await localFiles.sync(draft);
    await rename(javaFolder, join(temporary, 'former')).catch(() => {});
    // When another process was quicker, its archives are the same.
    await rename(draft, javaFolder).catch(() => {});
  });
  tracker.finish();
}

function archivePaths({ java }: EmbeddedInstallation, folder: string): Required<ClassArchives> {
  return { import: join(folder, 'import.jsa'), server: join(folder, java.major >= 25 ? 'server.aot' : 'server.jsa') };
}

/** Each Java has a folder, so that two Javas in use do not replace each other's archives. */
function folderOfJava({ java, archiveFolder }: EmbeddedInstallation): string {
  return join(archiveFolder, createHash('sha256').update(java.executable).digest('hex').slice(0, 16));
}

function describeIdentity({ version, java, classPath }: EmbeddedInstallation): string {
  return `Neo4j ${version}\nJava ${java.version} ${java.executable}\nclass path ${classPath}\n`;
}
