import { BulkgenError } from '../errors.ts';
import { type Graph, largestScale } from '../model/graph.ts';
import type { EventTable } from '../model/table.ts';
import { quoteName } from './cypher.ts';
import type { Database } from './driver.ts';
import { streamValues } from './stream-values.ts';

/**
 * The internal ids of the events in a database that are events of this graph, however many the graph has by its manifest. Such
 * an event has an id of the model, and its only affected CI is the one that the graph gives to this id. Throws `counts-differ`
 * when most events with ids of the model affect other CIs, or when there are none and the CIs of the graph are missing: the
 * database then holds a different graph.
 */
export async function findOwnEvents(
  database: Database,
  graph: Graph,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const { events } = graph;
  if (!events) return [];
  const own: string[] = [];
  let others = 0;
  const expectedCi = createExpectation(graph, events);
  await streamValues(database, toStatement(graph, events), {
    parameters: { prefix: `${events.context.ownId.prefix}-` },
    onValue(value) {
      const [element, id, affectedCi, isConnected] = value as readonly [string, string, unknown, boolean];
      const expected = expectedCi(id);
      if (expected === undefined) return;
      if (isConnected && expected === affectedCi) own.push(element);
      else others++;
    },
    signal,
  });
  if (others > own.length) {
    throw differentGraph(
      `Expected the events in the database to affect the ${graph.model.noun} of this graph, but ${others} do not`,
    );
  }
  if (own.length + others === 0) await refuseMissingCis(database, graph);
  return own;
}

/** The error for a database that holds another graph than the manifest describes. */
export function differentGraph(message: string): BulkgenError {
  return new BulkgenError('counts-differ', message, {
    hint: 'Import the folder of this manifest first: the database holds a different graph.',
  });
}

/** Finds the id of the CI that an event with this id affects; undefined for an id that the model does not make. */
function createExpectation({ idOf }: Graph, events: EventTable): (id: string) => string | undefined {
  const { prefix, digits } = events.context.ownId;
  return (id) => {
    const number = id.slice(prefix.length + 1);
    const ordinal = Number(number);
    if (!/^\d+$/.test(number) || number.length < Math.min(digits, 7) || ordinal >= largestScale) return undefined;
    return idOf(events.affected(ordinal));
  };
}

function toStatement({ model }: Graph, events: EventTable): string {
  const affects = `(e)-[:${quoteName(events.relationshipType)}]->`;
  return `MATCH (e:${quoteName(events.name)}) WHERE e.id STARTS WITH $prefix
RETURN [elementId(e), e.id, e.affectedCi, EXISTS { ${affects}(ci:${quoteName(model.label)}) WHERE ci.id = e.affectedCi }]`;
}

/** Looks for the first node of each table. */
async function refuseMissingCis(database: Database, { model, nodes, idOf }: Graph): Promise<void> {
  const ids = nodes.filter(({ count }) => count > 0).map(({ base }) => idOf(base));
  const { records } = await database.query<{ found: bigint }>(
    `UNWIND $ids AS id MATCH (ci:${quoteName(model.label)} {id: id}) RETURN count(DISTINCT id) AS found`,
    { ids },
  );
  const found = Number(records[0]!.get('found'));
  if (found * 2 > ids.length) return;
  throw differentGraph(
    `Expected the database to contain the ${model.noun} of this graph, found only ${found} of ${ids.length}`,
  );
}
