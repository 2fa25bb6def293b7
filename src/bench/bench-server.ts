import { cp, readFile, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ProgressListener } from '../progress/progress.ts';
import { findFolders } from '../system/own-folders.ts';
import { findFreePort } from '../system/port.ts';
import { withTemporaryFolder } from '../system/temporary-folder.ts';
import { findInstallation } from '../targets/embedded/installation.ts';
import { openEmbedded } from '../targets/embedded/open.ts';
import { findServer } from '../targets/embedded/server.ts';
import type { EmbeddedTarget } from '../targets/embedded/target.ts';
import { findJava } from '../targets/java/find-java.ts';
import { readSetting } from '../targets/neo4j/settings.ts';
import type { BenchEnvironment } from './report.ts';

export interface BenchServerOptions {
  /** `5.26` (default), `2026` or an exact version. */
  readonly version?: string | undefined;
  /** Install the load procedure. */
  readonly loadProcedure: boolean;
  readonly env: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ProgressListener | undefined;
}

/** A private server, which is started with an empty database for each measurement. */
export interface BenchServer {
  readonly target: EmbeddedTarget;
  /** The folder for its home, and for exports beside it. */
  readonly folder: string;
  /** The homes folder of `openEmbedded`. */
  readonly homes: string;
  /** Stops the server, removes its databases and starts it. */
  startEmpty(): Promise<void>;
  /** The process of the running server. */
  pid(): Promise<number>;
}

/** Gives `work` a server in a temporary folder, on free ports, and removes both afterwards. */
export async function withBenchServer<Result>(
  options: BenchServerOptions,
  work: (server: BenchServer) => Promise<Result>,
): Promise<Result> {
  const parent = join(dirname(findFolders(options).homes), 'bench');
  const working = withTemporaryFolder(parent, async (folder) => {
    const homes = join(folder, 'homes'); // the name by which a later bench finds the server of one that was killed
    const target = await openServer(homes, options);
    const { home } = target;
    const emptyData = join(folder, 'empty-data');
    await cp(home.data, emptyData, { recursive: true });
    try {
      return await work({
        ...{ target, folder, homes },
        async startEmpty() {
          await target.stop();
          await rm(home.data, { recursive: true });
          await cp(emptyData, home.data, { recursive: true });
          await target.start({ signal: options.signal });
        },
        pid: async () => (await findServer(home))!.pid,
      });
    } finally {
      await target.stop();
    }
  });
  return working.finally(() => rmdir(parent).catch(() => {})); // another bench may use it
}

/** Creates the home with free ports, then opens it without asking for them, so that a port that is taken meanwhile is replaced. */
async function openServer(homes: string, options: BenchServerOptions): Promise<EmbeddedTarget> {
  const boltPort = await findFreePort();
  const httpPort = await findFreePort([boltPort]);
  const created = await openEmbedded({ ...options, homes, boltPort, httpPort });
  return openEmbedded({ ...options, homes, version: created.version });
}

/** Settings that decide how fast a server is. */
const settingNames = ['server.memory.heap.max_size', 'server.memory.pagecache.size'];

/** What figures of this server depend on. */
export async function describeServer(
  { target }: BenchServer,
  { env, loadProcedure }: BenchServerOptions,
): Promise<Pick<BenchEnvironment, 'neo4j' | 'java' | 'settings' | 'plugins' | 'hasClassArchive'>> {
  const { version, home } = target;
  const java = await findJava(version, { env });
  const installation = await findInstallation(findFolders({ env }).cache, version, java);
  const text = await readFile(home.settings, 'utf8');
  return {
    ...{ neo4j: version, java: java.version, plugins: ['APOC', ...(loadProcedure ? ['load procedure'] : [])] },
    settings: Object.fromEntries(settingNames.map((name) => [name, readSetting(text, name) ?? 'default'])),
    hasClassArchive: installation?.archives.server !== undefined,
  };
}
