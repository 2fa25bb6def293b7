import { expect, it } from 'vitest';
import { hashSource, refuseOtherBuild } from '../../src/neo4j/load-procedure.ts';

const version = '5.26.30';

it('accepts the procedure that was compiled from this source for the version of the server', async () => {
  await refuseOtherBuild({ source: await hashSource(), neo4j: version }, version);
});

it.each([
  ['none', undefined, 'got none'],
  ['one of another source', { source: '0', neo4j: version }, 'got that of another version'],
  ['one for another Neo4j', { source: '0', neo4j: '5.26.29' }, 'got one for Neo4j 5.26.29'],
])('says how to install the procedure where the server has %s', async (_title, found, difference) => {
  await expect(refuseOtherBuild(found, version)).rejects.toMatchObject({
    code: 'procedure-missing',
    message: `Expected Neo4j 5.26.30 to have the load procedure of this bulkgen, ${difference}`,
    hint: expect.stringMatching(
      /--with load-procedure`\. For another server, run `mvn -f \S+pom\.xml -Dneo4j\.version=5\.26\.30 \S+ \S+ package`, copy \S+\/bulkgen-load-5\.26\.30\.jar into its plugins folder/,
    ),
  });
});

it('names the other method on AuraDB, which takes no procedures', async () => {
  await expect(refuseOtherBuild(undefined, '5.27-aura')).rejects.toMatchObject({
    hint: 'Use --method unwind: AuraDB does not take procedures.',
  });
});
