import { BulkgenError } from '../../errors.ts';
import { checkOptions, quoteValue } from '../../options/check-options.ts';
import type { Stream } from '../../random/stream.ts';
import type { Columns } from '../columns.ts';
import {
  defineRelationship,
  type GraphContext,
  type NodeDefinition,
  type RelationshipDefinition,
  type RowFunction,
  refuseName,
} from '../definition.ts';
import { createRowTools, type RowTools } from '../draw.ts';
import type { Adjacency } from './adjacency.ts';
import { createEdgeList } from './edge-list.ts';
import { judgeDegree } from './judge-degree.ts';
import { createModulo, type ModuloShape } from './modulo.ts';
import { type DegreeShape, exactly } from './out-degrees.ts';
import { reverseLinks } from './reverse-links.ts';
import { shuffleLinks } from './shuffle.ts';
import { createTiers } from './tiers.ts';
import { createWeave } from './weave.ts';
import { uniform, type WeightShape } from './weights.ts';

/** What `link` takes: `each` with `by`, `out` with `in`, or `connect`. */
export interface LinkOptions<C extends Columns> {
  /** The kind of node at which a row starts. */
  readonly from: NodeDefinition;
  /** The kind of node at which a row ends. It may be the same kind: with `out`, no node is then linked to itself, and there is no cycle. */
  readonly to: NodeDefinition;
  /** `from` or `to`: each of its nodes has exactly one row. */
  readonly each?: NodeDefinition;
  /** With `each`: how popular the nodes at the other end are, or a pattern; `uniform()` by default. */
  readonly by?: WeightShape | ModuloShape;
  /** How many rows start at a node. No node is linked twice to the same one. Between nodes of one kind, the lowest tier has no rows. */
  readonly out?: DegreeShape;
  /** With `out`: how popular the nodes are at which rows end; `uniform()` by default. */
  readonly in?: WeightShape;
  /** With `out`, between nodes of one kind: no path is longer than this number minus one; 16 by default. */
  readonly tiers?: number;
  /** In place of `each` and `out`: the rows that building blocks such as `createRings`, `createModulo` or `joinCells` give. */
  readonly connect?: (ends: LinkEnds) => Adjacency;
  /** The columns by property name, in the order of the file. */
  readonly columns?: C;
  /** Binds the link to a graph: returns the row function, which calls each cell once, in the order of the columns. */
  readonly rows?: (tools: LinkTools) => RowFunction<C>;
}

/** What the rows of a link are made with. */
export interface LinkTools extends RowTools {
  /** Which nodes each row connects, by their numbers within their kinds: `links.source(n)`. */
  readonly links: Adjacency;
}

/** The two kinds of nodes that a link connects, in a graph. */
export interface LinkEnds {
  /** The draws of the link. */
  readonly stream: Stream;
  /** How many nodes of the kind `from` the graph has. */
  readonly sources: number;
  /** How many nodes of the kind `to`. */
  readonly targets: number;
}

/** Nodes of one kind are linked to those of lower tiers only. */
const defaultTiers = 16;

/**
 * Defines a relationship type between two kinds of nodes, whose links can be asked from both ends. The nodes with many rows are anywhere in
 * their kind, and those of one link are others than those of the next. Throws `invalid-model` for options that do not fit together, and
 * `invalid-option` for an unknown option.
 */
export function link<const Type extends string, C extends Columns = Record<never, never>>(
  type: Type,
  options: LinkOptions<C>,
): RelationshipDefinition<Type, C> {
  const any = 'any' as const;
  refuseName('relationship type', type);
  checkOptions(`link ${type}`, options, {
    ...{ from: any, to: any, each: any, by: any, out: 'function', in: 'function' },
    ...{ tiers: 'number', connect: 'function', columns: any, rows: 'function' },
  });
  refuseKinds(type, options);
  refuseShapes(type, options);
  const { from, to, columns = {} as C, rows } = options;
  const definition = defineRelationship({
    type,
    columns,
    rows(graph) {
      const [sources, targets] = [graph.nodes(from.label), graph.nodes(to.label)];
      const links = linkNodes(type, options, graph);
      const row = rows?.({ ...createRowTools(graph, type, links.rows), links });
      return {
        count: links.rows,
        links,
        sections: [{ from: from.label, to: to.label, links }],
        note: options.out && judgeDegree(options.out(sources.count), { type, from, to, targets: targets.count }),
        row(ordinal, cell) {
          cell.ends(sources.base + links.source(ordinal), targets.base + links.target(ordinal));
          row?.(ordinal, cell);
        },
      };
    },
  });
  return definition;
}

function refuseKinds<C extends Columns>(type: string, options: LinkOptions<C>): void {
  for (const end of ['from', 'to'] as const) {
    if (typeof options[end]?.label === 'string') continue;
    const message = `Expected \`${end}\` of ${type} to be one kind of node, got ${quoteValue(options[end])}`;
    throw new BulkgenError('invalid-model', `${message}. For several kinds at one end, use defineRelationship`);
  }
}

function refuseShapes<C extends Columns>(type: string, options: LinkOptions<C>): void {
  const { from, to, each, by, out, in: inward, tiers, connect } = options;
  const refuse = (expected: string): never => {
    throw new BulkgenError('invalid-model', `Expected ${type} ${expected}`);
  };
  if ([each, out, connect].filter((shape) => shape !== undefined).length !== 1)
    refuse('to have either `each`, `out` or `connect`');
  if (!out && inward) refuse(each ? 'with `each` to have `by` in place of `in`' : 'with `connect` to have no `in`');
  if (!each && by) refuse(out ? 'with `out` to have `in` in place of `by`' : 'with `connect` to have no `by`');
  if (each && from === to) refuse('between nodes of one kind to have `out: exactly(1)` in place of `each`');
  if (each && each !== from && each !== to) refuse('to have `from` or `to` as its `each`');
  if (tiers === undefined) return;
  if (!out || from !== to) refuse('to have `tiers` only with `out` between nodes of one kind');
  if (!(Number.isInteger(tiers) && tiers >= 2 && tiers <= mostTiers))
    refuse(`to have a whole number of \`tiers\` from 2 to ${mostTiers}, got \`${tiers}\``);
}

/** Each tier has a weave of its own, and each weave its classes. */
const mostTiers = 64;

function linkNodes<C extends Columns>(type: string, options: LinkOptions<C>, graph: GraphContext): Adjacency {
  const { from, to, each, by = uniform(), out = exactly(1), in: inward = uniform(), connect } = options;
  const stream = graph.stream(`${type}/links`);
  const [sources, targets] = [graph.nodes(from.label).count, graph.nodes(to.label).count];
  if (connect) return connect({ stream, sources, targets });
  const shuffle = (links: Adjacency): Adjacency => shuffleLinks(stream, { links, isOneKind: from === to });
  if (each) {
    const [count, others] = each === from ? [sources, targets] : [targets, sources];
    if (typeof by !== 'function') {
      const links =
        others > 0
          ? createModulo({ ...by, sources: count, targets: others })
          : createEdgeList({ sources: count, targets: 0, pairs: [] });
      return each === from ? links : reverseLinks(links);
    }
    const links = createWeave(stream, { degrees: exactly(1)(count), weights: by(others) });
    return shuffle(each === from ? links : reverseLinks(links));
  }
  if (from !== to) return shuffle(createWeave(stream, { degrees: out(sources), weights: inward(targets) }));
  const { tiers = defaultTiers } = options;
  return shuffle(createTiers(stream, { counts: divide(sources, tiers), degrees: out, weights: inward }));
}

/** Divides a number into whole parts that differ by at most one. */
function divide(count: number, parts: number): readonly number[] {
  const endOf = (part: number): number => Math.floor((count * part) / parts);
  return Array.from({ length: parts }, (_, part) => endOf(part + 1) - endOf(part));
}
