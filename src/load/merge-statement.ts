// The statements of a merge: they make rows that the database has equal to those of the graph, and create the others. Columns of the
// model get the values of the graph. Other properties and labels stay. A batch that runs again changes nothing.
import type { Model } from '../model/model.ts';
import { quoteName } from '../neo4j/cypher.ts';
import { ledgerLabel } from './ledger-root.ts';
import type { LoadedTable } from './loaded-table.ts';
import { isOwnNode } from './own-rows.ts';
import { matchEnd, matchId, properties, splitText } from './statement.ts';

/**
 * Merges the rows of the parameter `text` and returns their number as `rows`. It adds to the entry of the batch how many of them it
 * created, changed and removed. It needs the constraints by which nodes and events are found by id, the names of the
 * columns in the parameter `columns`, and for events the parameter `ranges`.
 */
export function mergeStatement(model: Model, table: LoadedTable): string {
  const merge = { nodes: mergeNodes, relationships: mergeRelationships, events: mergeEvents }[table.stage];
  return `${splitText}
${merge(model, table)}
MATCH (entry:${ledgerLabel} {key: $entry.key})
SET entry.rowsCreated = created, entry.rowsChanged = changed, entry.rowsRemoved = removed
RETURN rows`;
}

function mergeNodes(_: Model, table: LoadedTable): string {
  return `WITH ${properties(table)} AS row
${mergeNode(table)}
WITH count(*) AS rows, count(*) - count(old) AS created, sum(CASE WHEN isSame THEN 0 ELSE 1 END) AS different
WITH rows, created, different - created AS changed, 0 AS removed`;
}

/** Finds or creates the node `n` of `row`. Then `old` is null if it is new, and `isSame` is whether it has the values of the row. */
function mergeNode(table: LoadedTable, ...kept: readonly string[]): string {
  const [label, ...labels] = table.labels as readonly [string, ...string[]];
  const isSame = ['old IS NOT NULL', ...labels.map((name) => `old:${quoteName(name)}`), hasValues('old', 'row')];
  const others = labels.map((name) => `n:${quoteName(name)}, `).join('');
  return `OPTIONAL ${matchId(label, 'old', 'row.id')}
WITH ${['row', 'old', ...kept].join(', ')}, ${isSame.join(' AND ')} AS isSame
MERGE (n:${quoteName(label)} {id: row.id})
FOREACH (_ IN CASE WHEN isSame THEN [] ELSE [1] END | SET ${others}n += row)`;
}

/**
 * A relationship has no id: rows with the same ends are taken together, and so are the relationships of the type that the database
 * has between these ends. Those with the values of a row stay. The others get the values of other rows, and what is left is removed.
 */
function mergeRelationships(model: Model, table: LoadedTable): string {
  const type = quoteName(table.name);
  return `WITH c[0] AS start, c[1] AS end, collect(${properties(table)}) AS rows
${matchEnd(model, 'a', 'start')}
${matchEnd(model, 'b', 'end')}
OPTIONAL MATCH (a)-[r:${type}]->(b)
WITH a, b, rows, collect(r) AS found
WITH a, b, size(rows) AS wanted, reduce(open = {rows: [], found: found}, row IN rows |
  [same IN [head([i IN range(0, size(open.found) - 1) WHERE ${hasValues('open.found[i]', 'row')}])] |
    CASE WHEN same IS NULL THEN {rows: open.rows + [row], found: open.found}
    ELSE {rows: open.rows, found: open.found[..same] + open.found[same + 1..]} END][0]) AS open
WITH a, b, wanted, open.rows AS rows, open.found AS found, size(open.rows) AS ahead, size(open.found) AS behind
FOREACH (i IN range(0, CASE WHEN ahead < behind THEN ahead ELSE behind END - 1) |
  FOREACH (r IN [found[i]] | SET r += rows[i]))
FOREACH (row IN rows[behind..] | CREATE (a)-[r:${type}]->(b) SET r = row)
FOREACH (r IN found[ahead..] | DELETE r)
WITH sum(wanted) AS rows, sum(CASE WHEN ahead > behind THEN ahead - behind ELSE 0 END) AS created,
  sum(CASE WHEN ahead < behind THEN ahead ELSE behind END) AS changed,
  sum(CASE WHEN behind > ahead THEN behind - ahead ELSE 0 END) AS removed`;
}

/** An event has one relationship to the graph. Those to nodes that are not of the graph stay. */
function mergeEvents(model: Model, table: LoadedTable): string {
  const type = quoteName(table.affects!);
  return `WITH ${properties(table)} AS row
${matchEnd(model, 'b', 'row.affectedCi')}
${mergeNode(table, 'b')}
WITH n, b, old, isSame
OPTIONAL MATCH (n)-[r:${type}]->(end) WHERE ${isOwnNode(model, 'end')}
WITH n, b, old, isSame, [x IN collect({r: r, isRight: end = b}) WHERE x.r IS NOT NULL] AS found
WITH n, b, old, isSame, [x IN found WHERE x.isRight | x.r] AS right, [x IN found WHERE NOT x.isRight | x.r] AS wrong
FOREACH (_ IN CASE WHEN right = [] THEN [1] ELSE [] END | CREATE (n)-[:${type}]->(b))
FOREACH (r IN wrong + right[1..] | DELETE r)
WITH count(*) AS rows, count(*) - count(old) AS created, sum(size(wrong + right[1..])) AS removed,
  sum(CASE WHEN isSame AND size(right) > 0 THEN 0 ELSE 1 END) AS different
WITH rows, created, different - created AS changed, removed`;
}

/**
 * A Cypher condition: whether a node or relationship has the values of a row, of the same types. `1 = 1.0` is true in Cypher. A
 * condition for each column would take a server seconds to compile.
 */
function hasValues(found: string, row: string): string {
  const [value, wanted] = [found, row].map((expression) => `${expression}[name]`);
  return `all(name IN $columns WHERE valueType(${value}) = valueType(${wanted}) AND coalesce(${value} = ${wanted}, true))`;
}
