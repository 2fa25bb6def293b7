import { BulkgenError } from '../errors.ts';
import type { AnyCells, Columns } from './columns.ts';
import type { GraphContext, LinkSection, NodeDefinition } from './definition.ts';
import { countDirty, type DirtyNodes } from './dirt.ts';
import { padLinks } from './link/pad-links.ts';
import type { Model } from './model.ts';
import type { GraphOptions } from './table.ts';

type RowOfTable = (ordinal: number, cell: AnyCells) => void;

/** The dirt of a graph, which follows the clean nodes of each label. */
export interface BoundDirt {
  /** How many nodes are dirty. */
  readonly dirty: number;
  /** How many nodes of a label are dirty. */
  count(label: string): number;
  columns(node: NodeDefinition): Columns;
  /** Binds the rows of a label: the clean ones, then the dirty ones. */
  rows(graph: GraphContext, node: NodeDefinition): RowOfTable;
  /** The sections of a type between all nodes. The links of its definition know only those with rows. */
  sections(graph: GraphContext, sections: readonly LinkSection[]): readonly LinkSection[];
  /** The dirty nodes, by the graph that `graph` returns. */
  nodes(graph: () => GraphContext): DirtyNodes;
}

/** Binds the dirt of a model to the options of a graph. A graph without dirt is as its definitions make it. Throws `invalid-model` for wrong counts. */
export function bindDirt(model: Model, options: GraphOptions): BoundDirt {
  const { dirt } = model;
  const dirty = dirt ? countDirty(options.scale, options.dirt ?? 0) : 0;
  if (!dirt || dirty === 0) return withoutDirt;
  const count = (label: string): number => dirt.count(label, dirty);
  refuseCount(
    'labels',
    model.nodes.map(({ label }) => count(label)),
    dirty,
  );
  refuseCount('kinds', Object.values(dirt.countKinds(dirty)), dirty);
  return {
    dirty,
    count,
    columns: (node) => (count(node.label) > 0 ? dirt.columns(node) : node.columns),
    rows(graph, node) {
      const clean = node.rows(graph);
      if (count(node.label) === 0) return clean;
      const { count: first } = graph.nodes(node.label);
      const write = dirt.rows(graph, node);
      return (ordinal, cell) => (ordinal < first ? clean(ordinal, cell) : write(ordinal - first, ordinal, cell));
    },
    sections(graph, sections) {
      const countAll = (label: string): number => graph.nodes(label).count + count(label);
      return sections.map(({ from, to, links }) => {
        return { from, to, links: padLinks(links, { sources: countAll(from), targets: countAll(to) }) };
      });
    },
    nodes: (graph) => ({ count: dirty, kinds: dirt.countKinds(dirty), at: (place) => dirt.find(graph(), place) }),
  };
}

function refuseCount(what: string, counts: readonly number[], dirty: number): void {
  const sum = counts.reduce((before, count) => before + count, 0);
  if (sum === dirty) return;
  throw new BulkgenError('invalid-model', `Expected the dirt of all ${what} to be ${dirty} nodes, got \`${sum}\``);
}

const withoutDirt: BoundDirt = {
  dirty: 0,
  count: () => 0,
  columns: ({ columns }) => columns,
  rows: (graph, node) => node.rows(graph),
  sections: (_graph, sections) => sections,
  nodes: () => ({
    ...{ count: 0, kinds: {} },
    at(place) {
      throw new RangeError(`Expected the place of a dirty node, of which there are none, got ${place}`);
    },
  }),
};
