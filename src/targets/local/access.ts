import { constants } from 'node:fs/promises';
import { canAccess } from '../../system/local-files.ts';
import type { Account } from '../../system/run-child.ts';
import { runCommand } from '../../system/run-command.ts';

/** An access that must be possible: `r` read, `w` write, `x` execute a file or enter a folder. */
export interface RequiredAccess {
  readonly mode: 'r' | 'w' | 'x';
  readonly path: string;
}

const modes = { r: constants.R_OK, w: constants.W_OK, x: constants.X_OK };

// Root itself has every access, so a process of the account does the tests.
const script =
  'number=0; while [ $# -gt 0 ]; do test "$1" "$2" || { echo $number; exit; }; shift 2; number=$((number + 1)); done';

/** The first access that the account does not have. Without an account, that this user does not have. */
export async function findInaccessible(
  required: readonly RequiredAccess[],
  account: Account | undefined,
): Promise<RequiredAccess | undefined> {
  if (account) {
    const args = required.flatMap(({ mode, path }) => [`-${mode}`, path]);
    const answer = await runCommand('/bin/sh', ['-c', script, 'sh', ...args], { account, folder: '/' });
    const { exitCode, stdout, stderr, cause } = answer;
    if (exitCode !== 0) throw cause ?? new Error(`Could not test access as user ${account.uid}: ${stderr}`);
    return stdout === '' ? undefined : required[Number(stdout)];
  }
  for (const test of required) {
    if (!(await canAccess(test.path, modes[test.mode]))) return test;
  }
  return undefined;
}
