import { countsOf, type SnapshotManifest } from '../snapshot/snapshot-manifest.ts';
import { formatQuantity } from '../system/format-number.ts';
import { quoteWord } from '../system/quote-word.ts';
import type { OwnServerOptions } from '../targets/find-own-server.ts';

/**
 * A warning when the private server does not run or holds another number of nodes than a snapshot, whose guide would then
 * explain another graph. Undefined when the server fits, or when bulkgen cannot ask it.
 */
export async function checkGuide(manifest: SnapshotManifest, choice: OwnServerOptions): Promise<string | undefined> {
  const [{ findOwnServer }, { useDatabase }, { countNodes }] = await Promise.all([
    import('../targets/find-own-server.ts'),
    import('../neo4j/driver.ts'),
    import('../neo4j/count.ts'),
  ]);
  const { name } = manifest;
  const restore = `Restore the graph with \`bulkgen demo ${quoteWord(name)}`;
  const server = await findOwnServer(choice).catch(() => undefined);
  if (!server || !(await server.readStatus()).running) return `No private server runs. ${restore}\`.`;
  const expected = countsOf(manifest).nodes + (manifest.export?.events ?? 0);
  const connection = await (await server.openTarget()).connection();
  const found = await useDatabase(connection, countNodes, choice.signal).catch(() => expected);
  if (found === expected) return undefined;
  const [held, explained] = [formatQuantity(found, 'nodes'), formatQuantity(expected, 'nodes')];
  return `${server.name} holds ${held}, but the guide is that of ${name} with ${explained}. ${restore} --force\`.`;
}
