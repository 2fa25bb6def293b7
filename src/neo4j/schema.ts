import { labelsOf, type SchemaElement } from '../model/model.ts';
import { checkOptions } from '../options/check-options.ts';
import type { ProgressListener } from '../progress/progress.ts';
import { buildSchema } from './build-schema.ts';
import { quoteName } from './cypher.ts';
import type { Database } from './driver.ts';
import { type Index, listIndexes } from './indexes.ts';

/** How to create constraints and indexes. */
export interface SchemaOptions {
  /** Stops the work with the error `interrupted`, whose cause is the reason of the signal. */
  readonly signal?: AbortSignal | undefined;
  /** Called with the progress of each step. */
  readonly onProgress?: ProgressListener | undefined;
}

/** A constraint or index of a model as the database has it; its state may also be `MISSING`. */
export interface SchemaState extends SchemaElement, Pick<Index, 'state' | 'populated' | 'failure'> {}

/**
 * Creates the elements that the database lacks and waits until every index is online. Throws `schema-failed` naming the
 * element that failed, or whose name another constraint or index has.
 */
export async function createSchema(
  database: Database,
  elements: readonly SchemaElement[],
  options: SchemaOptions = {},
): Promise<readonly SchemaState[]> {
  checkOptions('createSchema', options, { signal: 'signal', onProgress: 'function' });
  const statements = elements.map((element) => ({
    text: toCreateStatement(element),
    subject: describeElement(element),
  }));
  let states: readonly SchemaState[] = [];
  await buildSchema(database, statements, {
    ...options,
    async listAwaited() {
      states = await showSchema(database, elements);
      return states.map((state) => ({ ...state, subject: describeElement(state) }));
    },
    hint: 'Fix the cause, or drop the object with that name, and run `bulkgen schema create` again.',
  });
  return states;
}

/** Drops those of the elements that the database has. Returns how many it dropped. */
export async function dropSchema(database: Database, elements: readonly SchemaElement[]): Promise<number> {
  const states = await showSchema(database, elements);
  const existing = states.filter(({ state }) => state !== 'MISSING');
  for (const { kind, name } of existing) {
    const word = kind === 'constraint' ? 'CONSTRAINT' : 'INDEX';
    await database.query(`DROP ${word} ${quoteName(name)} IF EXISTS`);
  }
  return existing.length;
}

/** The state of each element in the database. */
export async function showSchema(
  database: Database,
  elements: readonly SchemaElement[],
): Promise<readonly SchemaState[]> {
  const indexes = await listIndexes(database);
  return elements.map((element) => {
    const index = indexes.find(({ name }) => name === element.name);
    if (!index) return { ...element, state: 'MISSING', populated: 0, failure: 'it does not exist' };
    if (!isOn(element, index) || !isOfKind(element, index)) {
      const failure = `the name is taken by ${index.owningConstraint === null ? 'an index' : 'a constraint'} on ${describeCovered(index)}`;
      return { ...element, state: 'MISSING', populated: 0, failure };
    }
    const { state, populated, failure } = index;
    return { ...element, state, populated, failure };
  });
}

/** Whether an index covers what an element covers. Neo4j lists labels in an order of its own. */
export function isOn(element: SchemaElement, { labelsOrTypes, properties }: Index): boolean {
  const sort = (labels: readonly string[]): string => [...labels].sort().join();
  return sort(labelsOrTypes ?? []) === sort(labelsOf(element)) && properties?.join() === element.properties.join();
}

/** Whether an index is of the kind of an element: a range index, a full-text index, or that of a constraint. */
export function isOfKind({ kind }: Pick<SchemaElement, 'kind'>, { isFulltext, owningConstraint }: Index): boolean {
  return (kind === 'constraint') === (owningConstraint !== null) && (kind === 'fulltext') === isFulltext;
}

/** The statement that creates an element, unless the database has it. */
export function toCreateStatement(element: SchemaElement): string {
  const { kind, name, properties } = element;
  const on = properties.map((property) => `n.${quoteName(property)}`).join(', ');
  const created = { constraint: 'CONSTRAINT', index: 'INDEX', fulltext: 'FULLTEXT INDEX' }[kind];
  const head = `CREATE ${created} ${quoteName(name)} IF NOT EXISTS FOR (n:${labelsOf(element).map(quoteName).join('|')})`;
  if (kind === 'constraint') return `${head} REQUIRE ${on} IS UNIQUE`;
  return kind === 'fulltext' ? `${head} ON EACH [${on}]` : `${head} ON (${on})`;
}

/** What an index covers, for messages: `ConfigurationItem(type,status)`. */
export function describeCovered({ labelsOrTypes, properties }: Index): string {
  return `${labelsOrTypes?.join()}(${properties?.join()})`;
}

/** An element for messages: `full-text index ci_name_text on Rack,Team(name)`. */
export function describeElement(element: SchemaElement): string {
  const { kind, name, properties } = element;
  return `${kind === 'fulltext' ? 'full-text index' : kind} ${name} on ${labelsOf(element).join()}(${properties.join()})`;
}
