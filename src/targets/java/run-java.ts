import { join } from 'node:path';
import { BulkgenError } from '../../errors.ts';
import { type ChildCall, type ChildResult, runChild } from '../../system/run-child.ts';
import type { Java } from './find-java.ts';

export interface JavaCall extends Omit<ChildCall, 'command' | 'whenMissing'> {
  readonly java: Java;
  /** The Neo4j home that it works in. */
  readonly home: string;
}

/** Runs a Java program of Neo4j to its end, as `runChild` does, with the environment of `javaEnvironment`. */
export async function runJava({ java, home, env, ...call }: JavaCall): Promise<ChildResult> {
  return runChild({
    ...call,
    command: java.executable,
    env: javaEnvironment(env, home),
    whenMissing: (cause) =>
      new BulkgenError('no-java', `Could not run \`${java.executable}\``, {
        hint: 'Run the command again. If it fails again, reinstall Java.',
        cause,
      }),
  });
}

/**
 * The environment of a Neo4j process: the caller's without the variables of Neo4j, which may hold a password, and with a
 * locale in which Java can open a file of any name.
 */
export function javaEnvironment(env: NodeJS.ProcessEnv, home: string): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !name.startsWith('NEO4J_'));
  return {
    ...Object.fromEntries(kept),
    ...(process.platform === 'linux' && { LC_ALL: 'C.UTF-8' }),
    NEO4J_HOME: home,
    NEO4J_CONF: join(home, 'conf'),
  };
}
