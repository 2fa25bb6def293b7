import type { ChildOptions, ChildResult } from '../../system/run-child.ts';
import type { LocalServer } from './local-server.ts';
import { runProgram } from './program.ts';

/** Runs the installation's `neo4j-admin`, as `Target.runAdmin` promises. */
export async function runAdmin(
  local: LocalServer,
  args: readonly string[],
  options?: ChildOptions,
): Promise<ChildResult> {
  return runProgram(local, { kind: 'admin', args }, options);
}
