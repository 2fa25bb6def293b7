import type { Files } from '../../system/files.ts';
import type { Account } from '../../system/run-child.ts';
import type { Java } from '../java/find-java.ts';
import type { LocalInstallation } from './installation.ts';
import type { ServerFolders } from './server-folders.ts';

/** An installation, and what bulkgen needs to work on it. */
export interface LocalServer {
  readonly installation: LocalInstallation;
  readonly folders: ServerFolders;
  readonly java: Java;
  readonly env: NodeJS.ProcessEnv;
  /** The owner of the data, where that is not this user. */
  readonly account: Account | undefined;
  readonly files: Files;
}
