import { BulkgenError } from '../errors.ts';
import { checkOptions, type OptionForms } from '../options/check-options.ts';
import type { AnyCells, Columns } from './columns.ts';
import { type GraphContext, type NodeDefinition, type RelationshipDefinition, refuseName } from './definition.ts';
import type { DirtyNode } from './dirt.ts';
import type { FailureRule, NodeNumber } from './failure.ts';
import type { GraphTables } from './table.ts';

/** A uniqueness constraint, a range index, or a full-text index for the words of a text; a constraint has one property. */
export interface SchemaElement {
  readonly kind: 'constraint' | 'index' | 'fulltext';
  readonly name: string;
  readonly label: string;
  /** More labels that a full-text index covers. */
  readonly otherLabels?: readonly string[];
  readonly properties: readonly string[];
}

/** The labels of the nodes that a constraint or index covers. */
export function labelsOf({ label, otherLabels = [] }: Pick<SchemaElement, 'label' | 'otherLabels'>): readonly string[] {
  return [label, ...otherLabels];
}

/** Nodes that the driver creates after the import, each with a relationship to one imported node. */
export interface EventDefinition<Node extends NodeDefinition = NodeDefinition> {
  /** Its column `affectedCi` has the readable id of the node that an event affects (`anyReference`). */
  readonly node: Node;
  readonly relationshipType: string;
  /** How many events a scale has by default. */
  defaultCount(scale: number): number;
  /** Makes the function that gives the record number of the node that an event affects. */
  affected(graph: GraphContext): (ordinal: number) => number;
}

/** A question about a graph, with its answer. */
export interface SampleQuery {
  readonly question: string;
  readonly cypher: string;
  /** A statement that returns paths which show the answer, of some dozens of nodes at any scale. Neo4j Browser draws them. */
  readonly picture?: string | undefined;
  /** The expected result, computed from the rows of the graph, not from a database. Small integers and text. */
  answer(graph: GraphTables): readonly Readonly<Record<string, string | number>>[];
}

/** A question that finds one kind of dirty nodes in a database, from its data alone. */
export interface DirtQuery extends SampleQuery {
  readonly kind: string;
  /** The statement before its RETURN. It finds each node as `node`. */
  readonly match: string;
}

/** The nodes that a model adds to a graph with dirt. Those of a label are numbered after its other nodes. */
export interface DirtDefinition {
  /** The smallest graph that can have dirt. */
  readonly leastScale: number;
  /** How many nodes of each kind there are among so many dirty ones. */
  countKinds(dirty: number): Readonly<Record<string, number>>;
  /** How many nodes of a label there are among so many dirty ones. */
  count(label: string, dirty: number): number;
  /** The columns of a label in a graph with dirt: those of its definition, which may take more forms of a cell. */
  columns(node: NodeDefinition): Columns;
  /** Binds the dirty rows of a label. Takes the number of a row among them, from 0, and the number of its node. */
  rows(graph: GraphContext, node: NodeDefinition): (row: number, number: number, cell: AnyCells) => void;
  /** A dirty node by its place among all of them: those of the first kind come first. */
  find(graph: GraphContext, place: number): DirtyNode;
  /** A question for each kind. Only a graph with dirt has them. */
  readonly queries: readonly DirtQuery[];
}

/** A graph definition. Its tables stand in the order of their record numbers and files. */
export interface Model {
  readonly name: string;
  /** Changes whenever the same seed and scale give different bytes. */
  readonly version: string;
  /** First label of every node. */
  readonly label: string;
  /** What the nodes are called in messages, in the plural: `people`. */
  readonly noun: string;
  readonly nodes: readonly NodeDefinition[];
  readonly relationships: readonly RelationshipDefinition[];
  /** Constraints and indexes that an import creates. */
  readonly schema: readonly SchemaElement[];
  /** Nodes that an import creates beside the files. */
  readonly events?: EventDefinition | undefined;
  /** Questions with answers that are computed from the rows. Snapshots show them. */
  readonly queries?: readonly SampleQuery[] | undefined;
  /** Binds the rules by which failures spread to a graph. Impact analysis follows them. */
  readonly failures?: ((graph: GraphContext) => readonly FailureRule[]) | undefined;
  /** Binds the search for a node by a name, which is not an id, to a graph. */
  readonly findNode?: ((graph: GraphContext) => (name: string) => NodeNumber | undefined) | undefined;
  /** Lists names that `findNode` finds, of which bulkgen suggests the closest for a name that no node has. */
  readonly listNames?: ((graph: GraphContext) => readonly string[]) | undefined;
  /** Nodes that are wrong on purpose, of which a graph has as many as its option `dirt` says. */
  readonly dirt?: DirtDefinition | undefined;
}

/** What `defineModel` takes: a model, of which a part has defaults. */
export interface ModelOptions extends Omit<Model, 'label' | 'noun' | 'relationships' | 'schema'> {
  /** First label of every node. By default, the name of the model: `SupplyChain` for `supply-chain`. */
  readonly label?: string;
  /** `nodes` by default. */
  readonly noun?: string;
  /** None by default. */
  readonly relationships?: readonly RelationshipDefinition[];
  /** Constraints and indexes beside the constraint on the id of the first label, which every model has. */
  readonly schema?: readonly SchemaElement[];
}

/** A model that keeps the types of its tables. */
export type ModelOf<M extends ModelOptions> = Omit<M, 'label' | 'noun' | 'relationships' | 'schema'> & {
  readonly label: string;
  readonly noun: string;
  readonly relationships: M['relationships'] extends readonly RelationshipDefinition[]
    ? M['relationships']
    : readonly [];
  readonly schema: readonly SchemaElement[];
};

/**
 * Returns the model. Throws `invalid-model` when a name or id prefix is not unique, a name is unusable in Cypher or a file name,
 * or the events lack the column `affectedCi`, and `invalid-option` for an unknown option.
 */
export function defineModel<const M extends ModelOptions>(options: M): ModelOf<M> {
  checkOptions<ModelOptions>('defineModel', options, modelForms);
  const { noun = 'nodes', relationships = [], schema = [], events } = options;
  const nodes = [...options.nodes, ...(events ? [events.node] : [])];
  const names = [
    ...nodes.map((node) => node.label),
    ...relationships.map(({ type }) => type),
    ...(events ? [events.relationshipType] : []),
  ];
  const label = options.label ?? chooseLabel(options.name, names);
  for (const word of [label, ...nodes.map((node) => node.label)]) refuseName('label', word);
  for (const word of [...relationships.map(({ type }) => type), ...(events ? [events.relationshipType] : [])])
    refuseName('relationship type', word);
  const repeated = findRepeated([label, ...names]);
  if (repeated !== undefined)
    throw new BulkgenError('invalid-model', `Expected each name to be defined once, got \`${repeated}\` twice`);
  const prefix = findRepeated(nodes.map(({ id }) => id.prefix));
  if (prefix !== undefined)
    throw new BulkgenError('invalid-model', `Expected each id prefix in one table only, got \`${prefix}\` twice`);
  if (events) refuseEvents(events);
  // The compiler does not see that `relationships` is what the options have, or none.
  return { ...options, label, noun, relationships, schema: withIdConstraint(label, schema) } as unknown as ModelOf<M>;
}

/** `SupplyChain` for `supply-chain`; `SupplyChainNode` where a table has that name. */
function chooseLabel(name: string, tables: readonly string[]): string {
  const words = name.split(/[^A-Za-z0-9]+/);
  const label = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return findRepeated([label, ...tables]) === label ? `${label}Node` : label;
}

/** Without the constraint, nodes could not be found by their ids. */
function withIdConstraint(label: string, schema: readonly SchemaElement[]): readonly SchemaElement[] {
  const isId = ({ kind, label: on, properties }: SchemaElement): boolean =>
    kind === 'constraint' && on === label && properties.join() === 'id';
  if (schema.some(isId)) return schema;
  return [{ kind: 'constraint', name: `${label.toLowerCase()}_id_unique`, label, properties: ['id'] }, ...schema];
}

const modelForms: OptionForms<ModelOptions> = {
  name: 'any',
  version: 'any',
  label: 'any',
  noun: 'string',
  nodes: 'any',
  relationships: 'any',
  schema: 'any',
  events: 'any',
  queries: 'any',
  failures: 'function',
  findNode: 'function',
  listNames: 'function',
  dirt: 'any',
};

/** An import finds the node that an event affects by this column. */
function refuseEvents({ node: { label, columns } }: EventDefinition): void {
  const found = columns['affectedCi'];
  if (found?.valueType.cypherType === 'STRING' && !found.optional) return;
  throw new BulkgenError(
    'invalid-model',
    `Expected the events (${label}) to have a column \`affectedCi: anyReference()\``,
  );
}

// Some file systems do not distinguish upper and lower case.
function findRepeated(names: readonly string[]): string | undefined {
  const lowercase = names.map((name) => name.toLowerCase());
  return names.find((_, index) => lowercase.indexOf(lowercase[index]!) !== index);
}
