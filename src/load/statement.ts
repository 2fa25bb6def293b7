// The statements that create a batch of rows. They only create: MERGE and SET on existing nodes ran into deadlocks when several
// transactions ran at once, CREATE never did.
import type { Model } from '../model/model.ts';
import { quoteName } from '../neo4j/cypher.ts';
import { cellEnd, rowEnd } from './batch-text.ts';
import type { LoadedTable } from './loaded-table.ts';

/** Splits the parameter `text` into rows, each a list of cells named `c`. */
export const splitText = `UNWIND split($text, '${toEscape(rowEnd)}') AS line
WITH split(line, '${toEscape(cellEnd)}') AS c`;

/** Creates the rows of the parameter `text` and returns their number as `rows`. It needs the id constraint of the model. */
export function createStatement(model: Model, table: LoadedTable): string {
  return `${splitText}\n${createRows(model, table)}\nRETURN count(*) AS rows`;
}

/** Creates the row whose cells are the list `c`: what other sources of rows share. */
export function createRows(model: Model, table: LoadedTable): string {
  if (table.stage === 'nodes') return `CREATE (${nodePattern(table)})`;
  const ends = endCells(table);
  const matches = ends.map(({ name, cell }) => matchEnd(model, name, cell));
  const created =
    table.affects === undefined
      ? `(a)-[:${quoteName(table.name)} ${properties(table)}]->(b)`
      : `(${nodePattern(table)})-[:${quoteName(table.affects)}]->(b)`;
  return `${matches.join('\n')}\nCREATE ${created}`;
}

/** Finds the first row of a batch that names a node which does not exist, and returns its id as `id`. */
export function missingEndStatement(model: Model, table: LoadedTable, rowSource = splitText): string {
  const ids = endCells(table).map(({ cell }) => cell);
  return `${rowSource}
UNWIND [${ids.join(', ')}] AS id
OPTIONAL MATCH (n:${quoteName(model.label)} {id: id})
WITH id, n WHERE n IS NULL
RETURN id LIMIT 1`;
}

/** Matches the node of the model with the id that an expression has. */
export function matchEnd({ label }: Model, name: string, id: string): string {
  return matchId(label, name, id);
}

/** Matches the node with a label and with the id that an expression has. */
export function matchId(label: string, name: string, id: string): string {
  // Without statistics, as in an empty database, the planner might scan all nodes for each row.
  return `MATCH (${name}:${quoteName(label)} {id: ${id}})\nUSING INDEX ${name}:${quoteName(label)}(id)`;
}

/** The nodes that must exist: both ends of a relationship, or the node that an event affects. */
function endCells(table: LoadedTable): readonly { readonly name: string; readonly cell: string }[] {
  if (table.stage === 'relationships') return ['a', 'b'].map((name, index) => ({ name, cell: `c[${index}]` }));
  return [{ name: 'b', cell: cellOf(table, 'affectedCi') }];
}

function nodePattern(table: LoadedTable): string {
  return `:${table.labels.map(quoteName).join(':')} ${properties(table)}`;
}

/** A map of the columns of the row `c`, with null for an empty cell. */
export function properties(table: LoadedTable): string {
  const pairs = Object.entries(table.columns).map(
    ([name, column]) => `${quoteName(name)}: ${column.cypher(cellOf(table, name))}`,
  );
  return `{${pairs.join(', ')}}`;
}

/** A node's cells begin after its record number, a relationship's after its ends. */
function cellOf({ kind, columns }: LoadedTable, column: string): string {
  return `c[${Object.keys(columns).indexOf(column) + (kind === 'node' ? 1 : 2)}]`;
}

function toEscape(sign: string): string {
  return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
