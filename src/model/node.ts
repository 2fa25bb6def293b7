import { BulkgenError } from '../errors.ts';
import { checkOptions } from '../options/check-options.ts';
import type { Column } from './column/column.ts';
import { identity } from './column/identity.ts';
import type { Columns } from './columns.ts';
import { defineNode, type NodeDefinition, type RowFunction, refuseName } from './definition.ts';
import { createRowTools, type RowTools } from './draw.ts';

/** What `node` takes. */
export interface NodeKindOptions<C extends Columns> {
  /** Its part of the nodes that no kind with a `count` has: with shares 1 and 3, a quarter and three quarters. 1 by default. */
  readonly share?: number;
  /** How many rows a scale has, in place of a share. */
  readonly count?: (scale: number) => number;
  /** The prefix of the ids; by default, the label in lowercase: `person-0000042`. */
  readonly prefix?: string;
  /** The columns by property name, in the order of the file, without `id`. */
  readonly columns?: C;
  /** Binds the kind to a graph: returns the row function, which calls each cell once, in the order of the columns. */
  readonly rows?: (tools: RowTools) => RowFunction<C>;
}

/** The columns of a kind: its id, and those that it was given. */
export type WithId<C extends Columns> = { readonly id: Column<[ordinal: number], string> } & C;

/** A kind of node, as `node` returns it. */
export interface NodeKind<Label extends string = string, C extends Columns = Columns>
  extends NodeDefinition<Label, WithId<C>> {
  /** Undefined for a kind with a `count` of its own. */
  readonly share: number | undefined;
}

/**
 * Defines a kind of node. Its ids are written by themselves. Throws `invalid-model` for a name that the files cannot hold, or a share that is
 * not above 0, and `invalid-option` for an unknown option.
 */
export function node<const Label extends string, C extends Columns = Record<never, never>>(
  label: Label,
  options: NodeKindOptions<C>,
): NodeKind<Label, C> {
  refuseName('label', label);
  checkOptions(`node ${label}`, options, {
    share: 'number',
    count: 'function',
    prefix: 'string',
    columns: 'any',
    rows: 'function',
  });
  const { count, share = count ? undefined : 1, columns = {} as C, rows } = options;
  const prefix = options.prefix ?? label.toLowerCase().replaceAll('_', '').slice(0, 16);
  if (share !== undefined && !(share > 0 && share < Number.POSITIVE_INFINITY))
    throw new BulkgenError('invalid-model', `Expected the share of ${label} to be above 0, got \`${share}\``);
  if (count && options.share !== undefined)
    throw new BulkgenError('invalid-model', `Expected ${label} to have a share or a count, got both`);
  if (Object.hasOwn(columns, 'id')) {
    const message = `Expected the columns of ${label} to be without \`id\`, which bulkgen writes itself`;
    throw new BulkgenError('invalid-model', message, { hint: 'Remove the column, or give it another name.' });
  }
  const definition = defineNode({
    label,
    id: { prefix, digits: 7 },
    columns: { id: identity(), ...columns },
    count: (scale, nodes) => (count ? count(scale) : countByShare(label, scale, nodes)),
    rows(graph) {
      const row = rows?.(createRowTools(graph, label, graph.nodes(label).count));
      return (ordinal, cell) => {
        cell.id(ordinal);
        row?.(ordinal, cell as never); // the cells of `columns` are among them
      };
    },
  });
  return { ...definition, share };
}

/** Deals out what is not counted to the kinds with a share, in their order, so that the sum is exact. */
function countByShare(label: string, scale: number, nodes: readonly NodeDefinition[]): number {
  const counted = nodes.filter((node) => shareOf(node) === undefined);
  const rest = Math.max(0, scale - counted.reduce((sum, node) => sum + node.count(scale, nodes), 0));
  const shared = nodes.flatMap((node) => shareOf(node) ?? []);
  const whole = shared.reduce((sum, share) => sum + share, 0);
  let [reached, before] = [0, 0];
  for (const node of nodes) {
    const share = shareOf(node);
    if (share === undefined) continue;
    reached += share;
    const end = Math.floor(rest * (reached / whole)); // the last quotient is exactly 1
    if (node.label === label) return end - before;
    before = end;
  }
  throw new BulkgenError('invalid-model', `Expected the model to have the kind ${label}`);
}

function shareOf(node: NodeDefinition): number | undefined {
  return (node as Partial<NodeKind>).share;
}
