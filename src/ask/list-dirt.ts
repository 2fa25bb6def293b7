import { BulkgenError } from '../errors.ts';
import { nodeId } from '../model/answer.ts';
import { firstOfKind } from '../model/dirt.ts';
import type { Graph } from '../model/graph.ts';
import type { GraphTables } from '../model/table.ts';
import { checkOptions } from '../options/check-options.ts';
import { chooseName } from './choose-name.ts';
import { type NamedNode, nameNode } from './find-node.ts';
import { readLimit } from './limit.ts';

/** What `listDirt` takes. */
export interface DirtOptions {
  /** Only nodes of this kind; of all kinds by default. */
  readonly kind?: string | undefined;
  /** How many nodes of each kind to list, up to 1,000, or `all`; 10 by default. */
  readonly limit?: number | 'all' | undefined;
}

/** A node that is wrong on purpose. */
export interface ListedDirt extends NamedNode {
  /** What is wrong with it. */
  readonly kind: string;
  /** The id of the node of which it is a second record; null where there is none. */
  readonly original: string | null;
}

/** The nodes of a graph that are wrong on purpose. */
export interface DirtList {
  /** How many there are of each kind, whether they are listed or not. */
  readonly kinds: Readonly<Record<string, number>>;
  /** The first ones of each kind. */
  readonly nodes: readonly ListedDirt[];
}

/** So many nodes are listed together. */
const mostListed = 1_000_000;

/**
 * Lists the nodes of a graph that are wrong on purpose, kind by kind, and counts all. Throws `invalid-option` for a graph without dirt and for
 * an unknown kind, and `scale-too-large` for more than a million nodes.
 */
export function listDirt(graph: Graph, options: DirtOptions = {}): DirtList {
  checkOptions('listDirt', options, { kind: 'string', limit: 'any' });
  const { dirty } = graph;
  const names = Object.keys(dirty.kinds);
  if (names.length === 0) throw withoutDirt(graph);
  const wanted = options.kind === undefined ? undefined : chooseKind(options.kind, names);
  const kinds = Object.entries(dirty.kinds).filter(([kind]) => wanted === undefined || kind === wanted);
  const limit = options.limit === 'all' ? Number.POSITIVE_INFINITY : readLimit(options.limit);
  const listed = kinds.reduce((sum, [, count]) => sum + Math.min(count, limit), 0);
  if (listed > mostListed) throw tooMany(listed);
  const nodes = kinds.flatMap(([kind, count]) => {
    const first = firstOfKind(dirty, kind);
    return Array.from({ length: Math.min(count, limit) }, (_, place) => nameDirt(graph, first + place));
  });
  return { kinds: Object.fromEntries(kinds), nodes };
}

function nameDirt(graph: GraphTables, place: number): ListedDirt {
  const { kind, original, ...node } = graph.dirty.at(place);
  return { kind, ...nameNode(graph, node), original: original ? nodeId(graph, original, original.number) : null };
}

/** A kind by its name, or by its plural: `orphans`. */
function chooseKind(given: string, names: readonly string[]): string {
  const plural = names.find((name) => given.toLowerCase() === `${name}s`);
  return plural ?? chooseName(given, names, { what: 'a kind of dirt' });
}

function withoutDirt({ model }: Graph): BulkgenError {
  return new BulkgenError('invalid-option', 'Expected a graph with dirt, got one without', {
    hint: model.dirt ? 'Add --dirt with a percentage, such as --dirt 2.' : 'Choose the model cmdb, and add --dirt 2.',
  });
}

function tooMany(listed: number): BulkgenError {
  const message = `Expected at most ${mostListed.toLocaleString('en-US')} nodes to list, got ${listed.toLocaleString('en-US')}`;
  return new BulkgenError('scale-too-large', message, { hint: 'List fewer of them with --limit.' });
}
