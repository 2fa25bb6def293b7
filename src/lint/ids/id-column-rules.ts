// The rules for columns of ids that must fit those of other columns or files: the text of each violation.
import type { RuleMessage } from '../finding.ts';

/** `first`: the id-type of the first column of the id space; both are empty if there is none. */
export function differentIdType(space: string, first: string, found: string): RuleMessage {
  const nameOf = (type: string): string => type || 'no id-type';
  return {
    severity: 'error',
    rule: 'header-type',
    expected: `${nameOf(first)}, as the first ids of ${space || 'the global id space'} have`,
    found: nameOf(found),
    remedy: 'Give all :ID columns of an id space the same id-type.',
  };
}

/** For several columns of whole numbers that form one id. */
export function joinedWholeIds(found: string): RuleMessage {
  return {
    severity: 'error',
    rule: 'header-repeated',
    expected: 'only one :ID column, because the ids are whole numbers',
    found,
    remedy: 'Remove one of the columns, or leave out --id-type.',
  };
}

/** For ids of relationships that the importer cannot compare with those of nodes. */
export function incomparableIds(found: string): RuleMessage {
  return {
    severity: 'error',
    rule: 'id-comparison',
    expected: 'ids of a type that neo4j-admin can compare',
    found,
    remedy: 'Remove the id-type of the :ID column of the nodes: then neo4j-admin compares the text.',
  };
}

/** `wanted`: how many columns the ids of the nodes have. */
export function wrongColumnCount(found: string, wanted: number): RuleMessage {
  return {
    severity: 'error',
    rule: 'header-repeated',
    expected:
      wanted === 1 ? 'only one such column, as the nodes have one :ID column' : `${wanted} such columns, or one`,
    found,
    remedy: 'Write as many such columns as the nodes have :ID columns.',
  };
}
