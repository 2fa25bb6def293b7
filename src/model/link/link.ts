import { checkOptions } from '../../options/check-options.ts';
import type { Columns } from '../columns.ts';
import {
  defineRelationship,
  type GraphContext,
  type NodeDefinition,
  type RelationshipDefinition,
  type RowFunction,
} from '../definition.ts';
import { createRowTools, type RowTools } from '../draw.ts';
import type { Adjacency } from './adjacency.ts';
import { type DegreeShape, exactly } from './out-degrees.ts';
import { reverseLinks } from './reverse-links.ts';
import { createTiers } from './tiers.ts';
import { createWeave } from './weave.ts';
import { uniform, type WeightShape } from './weights.ts';

/** What `link` takes: `each` with `by`, or `out` with `in`. */
export interface LinkOptions<C extends Columns> {
  /** The kind of node at which a row starts. */
  readonly from: NodeDefinition;
  /** The kind of node at which a row ends. It may be the same kind: then no node is linked to itself, and there is no cycle. */
  readonly to: NodeDefinition;
  /** `from` or `to`: each of its nodes has exactly one row. */
  readonly each?: NodeDefinition;
  /** With `each`: how popular the nodes at the other end are; `uniform()` by default. */
  readonly by?: WeightShape;
  /** How many rows start at a node. No node is linked twice to the same one. */
  readonly out?: DegreeShape;
  /** With `out`: how popular the nodes are at which rows end; `uniform()` by default. */
  readonly in?: WeightShape;
  /** The columns by property name, in the order of the file. */
  readonly columns?: C;
  /** Binds the link to a graph: returns the row function, which calls each cell once, in the order of the columns. */
  readonly rows?: (tools: RowTools) => RowFunction<C>;
}

/** Nodes of one kind are linked to those of lower tiers only. */
const tiers = 16;

/**
 * Defines a relationship type between two kinds of nodes, whose links can be asked from both ends. Throws a TypeError for options that do not
 * fit together, and `invalid-option` for an unknown option.
 */
export function link<const Type extends string, C extends Columns = Record<never, never>>(
  type: Type,
  options: LinkOptions<C>,
): RelationshipDefinition<Type, C> {
  const any = 'any' as const;
  checkOptions('link', options, {
    ...{ from: 'object', to: 'object', each: any, by: 'function', out: 'function', in: 'function' },
    ...{ columns: any, rows: 'function' },
  });
  refuseShapes(type, options);
  const { from, to, columns = {} as C, rows } = options;
  const definition = defineRelationship({
    type,
    columns,
    rows(graph) {
      const [sources, targets] = [graph.nodes(from.label), graph.nodes(to.label)];
      const links = connect(type, options, graph);
      const row = rows?.(createRowTools(graph, type, links.rows));
      return {
        count: links.rows,
        links,
        row(ordinal, cell) {
          cell.ends(sources.base + links.source(ordinal), targets.base + links.target(ordinal));
          row?.(ordinal, cell);
        },
      };
    },
  });
  return definition;
}

function refuseShapes<C extends Columns>(type: string, options: LinkOptions<C>): void {
  const { from, to, each, by, out, in: inward } = options;
  const refuse = (expected: string): never => {
    throw new TypeError(`Expected ${type} ${expected}`);
  };
  if ((each === undefined) === (out === undefined)) refuse('to have either `each` or `out`');
  if (each && inward) refuse('with `each` to have `by` in place of `in`');
  if (out && by) refuse('with `out` to have `in` in place of `by`');
  if (each && from === to) refuse('between nodes of one kind to have `out: exactly(1)` in place of `each`');
  if (each && each !== from && each !== to) refuse('to have `from` or `to` as its `each`');
}

function connect<C extends Columns>(
  type: string,
  { from, to, each, by = uniform(), out = exactly(1), in: inward = uniform() }: LinkOptions<C>,
  graph: GraphContext,
): Adjacency {
  const stream = graph.stream(`${type}/links`);
  const [sources, targets] = [graph.nodes(from.label).count, graph.nodes(to.label).count];
  if (each === to) return reverseLinks(createWeave(stream, { degrees: exactly(1)(targets), weights: by(sources) }));
  if (each) return createWeave(stream, { degrees: exactly(1)(sources), weights: by(targets) });
  if (from !== to) return createWeave(stream, { degrees: out(sources), weights: inward(targets) });
  return createTiers(stream, { counts: divide(sources, tiers), degrees: out, weights: inward });
}

/** Divides a number into whole parts that differ by at most one. */
function divide(count: number, parts: number): readonly number[] {
  const endOf = (part: number): number => Math.floor((count * part) / parts);
  return Array.from({ length: parts }, (_, part) => endOf(part + 1) - endOf(part));
}
