import { BulkgenError } from '../../errors.ts';
import type { ChildResult } from '../../system/run-child.ts';
import { type ChildCall, runChild } from '../../system/run-child.ts';
import type { Java } from './find-java.ts';
import { javaEnvironment } from './java-arguments.ts';

export interface JavaCall extends Omit<ChildCall, 'command' | 'whenMissing'> {
  readonly java: Java;
  /** The Neo4j home it works in. */
  readonly home: string;
}

/** Runs a Java process of Neo4j's to its end, as `runChild` does; its environment is that of its home. */
export async function runJava({ java, home, env, ...call }: JavaCall): Promise<ChildResult> {
  return runChild({
    ...call,
    command: java.executable,
    env: javaEnvironment(env, home),
    whenMissing: (cause) =>
      new BulkgenError('no-java', `Could not run \`${java.executable}\``, {
        hint: 'It was there a moment ago: is Java being installed or removed?',
        cause,
      }),
  });
}
