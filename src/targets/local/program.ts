// Neo4j's scripts start its boot loader, a small JVM that reads the settings and starts the actual JVM. Where a script is
// missing, bulkgen starts the same boot loader from the jars.
import { basename, dirname, join } from 'node:path';
import { BulkgenError } from '../../errors.ts';
import { endGroup, waitUntilGroupGone } from '../../system/process-group.ts';
import { type ChildOptions, type ChildResult, runChild } from '../../system/run-child.ts';
import type { Java } from '../java/find-java.ts';
import { javaEnvironment } from '../java/run-java.ts';
import { watchAdmin } from '../neo4j/admin-record.ts';
import type { LocalInstallation } from './installation.ts';
import type { LocalServer } from './local-server.ts';

export interface ProgramCall {
  /** `neo4j` or `neo4j-admin`. */
  readonly kind: 'server' | 'admin';
  readonly args: readonly string[];
}

export interface Program {
  readonly command: string;
  readonly args: readonly string[];
}

const bootClasses = { server: 'Neo4jCommand', admin: 'Neo4jAdminCommand' } as const;
const millisecondsToEnd = 10_000;
const shortestShutdownSeconds = 120;

/** Runs `neo4j` or `neo4j-admin` and returns when every process that it started has ended. They end soon after bulkgen ends. */
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
        env: programEnvironment(local),
        folder: folders.work,
        account,
        async onStart(pid) {
          group = pid;
          await onStart(pid);
        },
        whenMissing: (cause) => cannotRun(program.command, cause),
      });
    } finally {
      // The second JVM may end a little later than the first.
      const patience = options.signal?.aborted ? 0 : millisecondsToEnd;
      if (group !== undefined && !(await waitUntilGroupGone(group, patience))) await endGroup(group);
    }
  });
}

/** The command line of `neo4j` or `neo4j-admin` of an installation, without its own arguments. */
export function findProgram(
  { home, libraryFolder, scripts }: LocalInstallation,
  kind: ProgramCall['kind'],
  java: Java,
): Program {
  const script = scripts[kind];
  if (script) return { command: script, args: [] };
  const bootClass = `org.neo4j.server.startup.${bootClasses[kind]}`;
  return {
    command: java.executable,
    args: ['-XX:+UseSerialGC', '-Xms16m', '-cp', join(libraryFolder, '*'), `-Dbasedir=${home}`, bootClass],
  };
}

/** The environment of an installation's programs: its folders, a suitable Java, and enough time to stop. */
export function programEnvironment({
  installation: { home, configFolder },
  java,
  env,
  account,
}: Pick<LocalServer, 'installation' | 'java' | 'env' | 'account'>): NodeJS.ProcessEnv {
  const bin = dirname(java.executable);
  const seconds = Math.max(shortestShutdownSeconds, Number(env['NEO4J_SHUTDOWN_TIMEOUT']) || 0);
  const licence = env['NEO4J_ACCEPT_LICENSE_AGREEMENT'];
  return {
    ...javaEnvironment(env, home),
    NEO4J_CONF: configFolder,
    NEO4J_SHUTDOWN_TIMEOUT: `${seconds}`,
    // Enterprise does not start without it.
    ...(licence && { NEO4J_ACCEPT_LICENSE_AGREEMENT: licence }),
    // A shim on PATH has no Java home. The script then searches PATH, as bulkgen did.
    ...(basename(bin) === 'bin' && { JAVA_HOME: dirname(bin) }),
    ...(account && { HOME: home }),
  };
}

export function cannotRun(command: string, cause: unknown): BulkgenError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new BulkgenError('neo4j-missing', `Could not run ${command}: ${reason}`, {
    hint: 'Run the command again. If it fails again, reinstall Neo4j.',
    cause,
  });
}
