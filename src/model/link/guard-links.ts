import { BulkgenError } from '../../errors.ts';
import { quoteValue } from '../../options/check-options.ts';
import { type Adjacency, readEnds, type Side } from './adjacency.ts';

/**
 * The same links, which throw `invalid-option` for a number of a node or a row that they do not have. Their answers are arithmetic, so
 * without this a wrong number would have an answer, too.
 */
export function guardLinks(type: string, links: Adjacency): Adjacency {
  const { busiest } = links;
  const refuse = (name: string, count: number, number: number): void => {
    if (Number.isSafeInteger(number) && number >= 0 && number < count) return;
    const expected = count > 0 ? `a number from 0 to ${count - 1}` : 'a number, of which there are none';
    throw new BulkgenError(
      'invalid-option',
      `Expected ${name} of ${type} to be ${expected}, got ${quoteValue(number)}`,
    );
  };
  const refuseNode = (side: Side, node: number): void =>
    refuse(`the ${side}`, side === 'source' ? links.sources : links.targets, node);
  const refuseRow = (row: number): void => refuse('the row', links.rows, row);
  return {
    ...{ rows: links.rows, sources: links.sources, targets: links.targets },
    ...(links.modulo && { modulo: links.modulo }),
    source(row) {
      refuseRow(row);
      return links.source(row);
    },
    target(row) {
      refuseRow(row);
      return links.target(row);
    },
    targetsOf(source) {
      refuseNode('source', source);
      return links.targetsOf(source);
    },
    sourcesOf(target) {
      refuseNode('target', target);
      return links.sourcesOf(target);
    },
    degree(side, node) {
      refuseSide(type, side);
      refuseNode(side, node);
      return links.degree(side, node);
    },
    has(source, target) {
      refuseNode('source', source);
      refuseNode('target', target);
      return links.has(source, target);
    },
    runs(side) {
      refuseSide(type, side);
      return links.runs(side);
    },
    read(first, count, ends) {
      if (count === 0) return;
      refuseRow(first);
      refuseRow(first + count - 1);
      readEnds(links, first, count, ends);
    },
    ...(busiest && {
      busiest(side: Side, count: number) {
        refuseSide(type, side);
        return busiest(side, count);
      },
    }),
  };
}

function refuseSide(type: string, side: Side): void {
  if (side === 'source' || side === 'target') return;
  const message = `Expected the side of ${type} to be \`source\` or \`target\`, got ${quoteValue(side)}`;
  throw new BulkgenError('invalid-option', message);
}
