import { execaSync } from 'execa';
import { it } from 'vitest';
import { neo4jVersions } from '../../../src/targets/neo4j/version.ts';

const [oldest] = neo4jVersions;

/**
 * The image to run Neo4j from, in the daemon that `docker` finds: of 5.26 `BULKGEN_TEST_IMAGE`, which may be an official one,
 * else the stand-in of that version. Called once at the top of a test file. Without Docker it is empty, for `describe.skipIf`, and the run says
 * why and what to do; where CI or BULKGEN_REQUIRE_DOCKER is set, it throws instead.
 */
export function useDocker(version: string = oldest): string {
  const given = version === oldest ? process.env['BULKGEN_TEST_IMAGE'] : undefined;
  const image = given ?? `bulkgen/neo4j-stand-in:${version}`;
  const problem = findProblem(image);
  if (!problem) return image;
  const reason = `${problem}: scripts/with-docker ./scripts/test brings all it takes`;
  if (process.env['CI'] || process.env['BULKGEN_REQUIRE_DOCKER']) throw new Error(`Expected Docker, but ${reason}`);
  it('finds Docker', ({ skip }) => skip(reason));
  return '';
}

function findProblem(image: string): string | undefined {
  if (execaSync('docker', ['version'], { reject: false }).failed) return 'no Docker daemon answers';
  const { failed } = execaSync('docker', ['image', 'inspect', image], { reject: false });
  return failed ? `Docker has no image ${image}` : undefined;
}
