import { BulkgenError } from '../../errors.ts';
import type { Files } from '../../system/files.ts';
import { endGroup, waitUntilGroupGone } from '../../system/process-group.ts';
import type { ChildOptions, ChildResult } from '../../system/run-child.ts';
import { type Account, runChild } from '../../system/run-child.ts';
import type { Java } from '../java/find-java.ts';
import { watchAdmin } from '../neo4j/admin-record.ts';
import type { LocalInstallation } from './installation.ts';
import { findProgram, programEnvironment } from './program.ts';
import type { ServerFolders } from './server-folder.ts';

/** An installation, and how to work on it. */
export interface LocalServer {
  readonly installation: LocalInstallation;
  readonly folders: ServerFolders;
  readonly java: Java;
  readonly env: NodeJS.ProcessEnv;
  /** Whose the data is, where that is not this user. */
  readonly account: Account | undefined;
  readonly files: Files;
}

export interface ProgramCall {
  readonly kind: 'server' | 'admin';
  readonly args: readonly string[];
}

const millisecondsToEnd = 10_000;

/** Runs `neo4j` or `neo4j-admin` to its end, and that of every process it started; it never outlives bulkgen for long. */
export async function runProgram(
  local: LocalServer,
  { kind, args }: ProgramCall,
  options: ChildOptions = {},
): Promise<ChildResult> {
  const { installation, folders, java, account } = local;
  const program = findProgram(installation, kind, java);
  await local.files.makeFolder(folders.work);
  return watchAdmin({ folder: folders.work, account }, async (onStart) => {
    let group: number | undefined;
    try {
      return await runChild({
        ...options,
        command: program.command,
        args: [...program.args, ...args],
        env: programEnvironment(installation, local),
        folder: folders.work,
        account,
        async onStart(pid) {
          group = pid;
          await onStart(pid);
        },
        whenMissing: (cause) => cannotRun(program.command, cause),
      });
    } finally {
      // The second JVM may be at its end a little longer than the first.
      const patience = options.signal?.aborted ? 0 : millisecondsToEnd;
      if (group !== undefined && !(await waitUntilGroupGone(group, patience))) await endGroup(group);
    }
  });
}

export function cannotRun(command: string, cause: unknown): BulkgenError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new BulkgenError('neo4j-missing', `Could not run ${command}: ${reason}`, {
    hint: 'It was there a moment ago: is Neo4j being installed or removed?',
    cause,
  });
}
