import { execaSync } from 'execa';
import { it } from 'vitest';

/**
 * Whether the programs that a test file needs are there, by program with the Debian package that has it. Called once at the top of the
 * file. Without them the run says why; where CI or BULKGEN_REQUIRE_DOCKER is set, it throws instead.
 */
export function useTools(packages: Readonly<Record<string, string>>): boolean {
  const missing = Object.entries(packages).flatMap(([program, name]) => (isThere(program) ? [] : [name]));
  if (missing.length === 0) return true;
  const reason = `apt-get install ${[...new Set(missing)].join(' ')} installs them`;
  if (process.env['CI'] || process.env['BULKGEN_REQUIRE_DOCKER'])
    throw new Error(`Could not run the tests of clusters: ${reason}`);
  it('finds its programs', ({ skip }) => skip(reason));
  return false;
}

function isThere(program: string): boolean {
  return !execaSync('sh', ['-c', 'command -v "$0"', program], { reject: false }).failed;
}
