import type { ChildOptions, ChildResult } from '../../system/run-child.ts';
import { runJava } from '../java/run-java.ts';
import { watchAdmin } from '../neo4j/admin-record.ts';
import type { Home } from './home.ts';
import { adminArguments, type EmbeddedInstallation } from './java-arguments.ts';

export interface AdminPlace {
  readonly home: Home;
  readonly installation: EmbeddedInstallation;
  readonly env: NodeJS.ProcessEnv;
}

/** Runs `neo4j-admin` in the home, as `Target.runAdmin` promises. */
export async function runAdmin(
  { home, installation, env }: AdminPlace,
  args: readonly string[],
  options: ChildOptions = {},
): Promise<ChildResult> {
  return watchAdmin({ folder: home.run }, (onStart) =>
    runJava({
      ...options,
      java: installation.java,
      args: adminArguments(installation, args, { heap: env['HEAP_SIZE'] }),
      home: home.folder,
      folder: home.run,
      env,
      onStart,
    }),
  );
}
