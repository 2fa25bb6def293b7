import { access, constants } from 'node:fs/promises';
import type { Account } from '../../system/run-child.ts';
import { runCommand } from '../../system/run-command.ts';

/** One thing that must be possible: `r` read, `w` write, `x` execute a file or enter a folder. */
export interface AccessTest {
  readonly mode: 'r' | 'w' | 'x';
  readonly path: string;
}

const modes = { r: constants.R_OK, w: constants.W_OK, x: constants.X_OK };

// Root may do anything itself, so that the account is asked in a process of its own.
const script =
  'number=0; while [ $# -gt 0 ]; do test "$1" "$2" || { echo $number; exit; }; shift 2; number=$((number + 1)); done';

/** The first test that the account (or this user) does not pass; nothing when all is well. */
export async function findInaccessible(
  tests: readonly AccessTest[],
  account: Account | undefined,
): Promise<AccessTest | undefined> {
  if (account) {
    const args = tests.flatMap(({ mode, path }) => [`-${mode}`, path]);
    const answer = await runCommand('/bin/sh', ['-c', script, 'sh', ...args], { account, folder: '/' });
    const { exitCode, stdout, stderr, cause } = answer;
    if (exitCode !== 0) throw cause ?? new Error(`Could not test access as user ${account.uid}: ${stderr}`);
    return stdout === '' ? undefined : tests[Number(stdout)];
  }
  for (const test of tests) {
    const granted = await access(test.path, modes[test.mode]).then(
      () => true,
      () => false,
    );
    if (!granted) return test;
  }
  return undefined;
}
