import { BulkgenError } from '../errors.ts';
import type { Graph } from '../model/graph.ts';
import type { SchemaElement } from '../model/model.ts';
import { sumRows } from '../model/table.ts';
import { countByLabel, countNodes } from '../neo4j/count.ts';
import type { Database } from '../neo4j/driver.ts';
import { type Index, listIndexes } from '../neo4j/indexes.ts';
import { describeCovered, describeElement, isOfKind, isOn } from '../neo4j/schema.ts';
import { auraFree, findWriteRefusal, isAura } from '../neo4j/server-facts.ts';
import { readServerVersion, type ServerVersion } from '../neo4j/server-version.ts';
import { formatCount, formatQuantity } from '../system/format-number.ts';
import { listLoadedTables } from './loaded-table.ts';
import { findOwnNodes } from './own-rows.ts';

/** What a load found before its first row. */
export interface LoadPreflight {
  readonly server: ServerVersion;
  /** Constraints and indexes of the model that the database lacks. */
  readonly missing: readonly SchemaElement[];
  /** Names of those that it has, also under another name. */
  readonly existing: readonly string[];
  /** What may cause problems later. */
  readonly warnings: readonly string[];
}

export interface PreflightOptions {
  /** Whether an earlier load of this graph has begun, or the load is a merge, so that its nodes may exist. */
  readonly resumes: boolean;
}

/** Checks what could make a load fail before it writes anything. Throws all problems together. */
export async function checkBeforeLoad(
  database: Database,
  graph: Graph,
  { resumes }: PreflightOptions,
): Promise<LoadPreflight> {
  // Together: each takes a server that was just started some tenths of a second, because it compiles its own code.
  const answers = Promise.all([findWriteRefusal(database), listIndexes(database), countNodes(database)]);
  answers.catch(() => {}); // what an old server cannot answer
  const server = await readServerVersion(database);
  refuseOldServer(server);
  const [refusal, indexes, nodes] = await answers;
  if (refusal !== null) throw readOnly(refusal);
  const { schema } = graph.model;
  const problems = [
    ...schema.flatMap((element) => findConflict(element, indexes)),
    ...(resumes || nodes === 0 ? [] : await findTakenIds(database, graph)),
  ];
  const [first, ...others] = problems;
  if (first && others.length === 0) throw first;
  if (first) throw new BulkgenError(first.code, `${problems.length} problems would make the load fail`, { problems });
  const missing = schema.filter(
    (element) => !indexes.some((index) => hasName(element, index) || serves(element, index)),
  );
  const existing = schema.filter((element) => !missing.includes(element)).map(({ name }) => name);
  return { server, missing, existing, warnings: isAura(database.connection.uri, server) ? warnOfAura(graph) : [] };
}

function refuseOldServer({ version }: ServerVersion): void {
  const [major = 0, minor = 0] = version.split(/[.-]/).map(Number);
  if (major > 5 || (major === 5 && minor >= 26)) return;
  throw new BulkgenError('target-unusable', `Expected Neo4j to be 5.26 or newer for a load, got \`${version}\``, {
    hint: 'Use `bulkgen import` for this server, or a newer server.',
  });
}

function readOnly(refusal: string): BulkgenError {
  return new BulkgenError('target-unusable', `This user cannot write to the database: ${refusal}`, {
    hint: 'Name a user who may write with --username, or make the database writable.',
  });
}

function hasName({ name }: SchemaElement, index: Index): boolean {
  return index.name === name;
}

/** Whether a constraint or index of another name does what an element does. */
function serves(element: SchemaElement, index: Index): boolean {
  if (!isOn(element, index) || (element.kind === 'fulltext') !== index.isFulltext) return false;
  return element.kind !== 'constraint' || index.owningConstraint !== null;
}

/** Whether an index is a range index of its own: no constraint can be on the same properties. */
function isPlain({ isFulltext, owningConstraint }: Index): boolean {
  return owningConstraint === null && !isFulltext;
}

function findConflict(element: SchemaElement, indexes: readonly Index[]): readonly BulkgenError[] {
  const named = indexes.find((index) => hasName(element, index));
  const isRight = named && isOn(element, named) && isOfKind(element, named);
  const found =
    (isRight ? undefined : named) ??
    indexes.find((index) => element.kind === 'constraint' && isOn(element, index) && isPlain(index));
  if (!found) return [];
  const message = `Could not create ${describeElement(element)}: the database has ${found.owningConstraint === null ? 'index' : 'constraint'} ${found.name} on ${describeCovered(found)}`;
  return [new BulkgenError('schema-failed', message, { hint: `Drop ${found.name} or rename it.` })];
}

/** Nodes with ids of the graph, which a load would double or could not create. */
async function findTakenIds(database: Database, graph: Graph): Promise<readonly BulkgenError[]> {
  const tables = listLoadedTables(graph).filter(({ kind, count }) => kind === 'node' && count > 0);
  const labels = tables.map(({ labels: [label] }) => label!);
  const counts = await countByLabel(database, [...new Set(labels)]);
  let taken = 0;
  let example: string | undefined;
  for (const table of tables) {
    const [label] = table.labels;
    if (counts.get(label!) === 0) continue;
    // Any node with the first label and the id is in the way, whatever its other labels are.
    const { count, first } = await findOwnNodes(database, { ...table, labels: [label!] });
    taken += count;
    if (count > 0) example ??= `${label} \`${first}\``;
  }
  if (example === undefined) return [];
  const message = `Expected the database to have none of the ${formatQuantity(sumRows(tables), 'nodes')} of this graph, got ${formatCount(taken)} with their ids, such as ${example}`;
  return [
    new BulkgenError('ids-taken', message, {
      hint: 'Complete and update them with --merge, or remove them with --clear if they are of an earlier load.',
    }),
  ];
}

function warnOfAura(graph: Graph): readonly string[] {
  const relationships = sumRows(graph.relationships);
  if (graph.scale <= auraFree.nodes && relationships <= auraFree.relationships) return [];
  return ['AuraDB Free holds 200,000 nodes and 400,000 relationships: this graph does not fit'];
}
