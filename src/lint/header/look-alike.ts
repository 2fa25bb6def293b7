// Columns of other formats that look like ids, labels and types: APOC's plain CSV, Amazon Neptune, KGX, Gephi, and headers whose
// columns lost a colon or are misspelled.
import { type CsvHeader, isPropertyType } from './csv-header.ts';

/** A column of neo4j-admin that a header lacks. */
export type Keyword = ':ID' | ':LABEL' | ':START_ID' | ':END_ID' | ':TYPE';

export interface LookAlike {
  /** Counted from 1. */
  readonly column: number;
  readonly keyword: Keyword;
}

/** Names in lower case, without signs and separators. */
const names: Readonly<Record<Keyword, readonly string[]>> = {
  ':ID': ['id', 'nodeid', 'vertexid', 'nid'],
  ':LABEL': ['label', 'labels', 'nodelabel', 'nodelabels', 'category', 'nodetype'],
  ':START_ID': [
    ...['start', 'startid', 'startnode', 'startnodeid', 'nodeidstart', 'from', 'fromid', 'fromnode'],
    ...['source', 'sourceid', 'sourcenode', 'src', 'srcid', 'subject', 'subjectid'],
  ],
  ':END_ID': [
    ...['end', 'endid', 'endnode', 'endnodeid', 'nodeidend', 'to', 'toid', 'tonode', 'target', 'targetid'],
    ...['targetnode', 'dst', 'dstid', 'dest', 'destination', 'destinationid', 'object', 'objectid'],
  ],
  ':TYPE': [
    ...['type', 'types', 'reltype', 'relationtype', 'relationshiptype', 'edgetype', 'edgelabel', 'relation', 'label'],
    ...['relationship', 'predicate'],
  ],
};

const keywordsOf: Readonly<Record<CsvHeader['kind'], readonly Keyword[]>> = {
  node: [':ID', ':LABEL'],
  relationship: [':START_ID', ':END_ID', ':TYPE'],
};

/** Finds, for each column that a header of this kind lacks, the column that looks like it. */
export function findLookAlikes(cells: readonly string[], kind: CsvHeader['kind']): readonly LookAlike[] {
  const present = new Set(cells.map((cell) => keywordOf(cell)));
  return keywordsOf[kind].flatMap((keyword) => {
    const index = present.has(keyword) ? -1 : findColumn(cells, keyword);
    return index < 0 ? [] : [{ column: index + 1, keyword }];
  });
}

/** The header that a row of plain names seems to stand for; nothing if they are not the names of nodes or relationships. */
export function suggestHeader(cells: readonly string[]): readonly string[] | undefined {
  const ofRelationships = findLookAlikes(cells, 'relationship');
  const isRelationship = [':START_ID', ':END_ID'].every((end) =>
    ofRelationships.some(({ keyword }) => keyword === end),
  );
  const found = isRelationship ? ofRelationships : findLookAlikes(cells, 'node');
  if (!found.some(({ keyword }) => keyword === ':ID' || keyword === ':START_ID')) return undefined;
  return cells.map((cell, index) => {
    const keyword = found.find(({ column }) => column === index + 1)?.keyword;
    if (keyword === undefined) return cell;
    return keyword === ':ID' ? `${plainName(cell)}:ID` : keyword;
  });
}

function findColumn(cells: readonly string[], keyword: Keyword): number {
  const candidates = names[keyword].map((name) => cells.findIndex((cell) => normalise(cell) === name));
  return candidates.find((index) => index >= 0) ?? -1;
}

/** The keyword that a cell of a header has for neo4j-admin, which ignores case. */
function keywordOf(cell: string): string | undefined {
  const [, keyword] = /:(id|start_id|end_id|label|type)(?:\(.*\))?(?:\{.*\})?$/i.exec(cell) ?? [];
  return keyword && `:${keyword.toUpperCase()}`;
}

/** The name of a cell, or its type if that is not a type of properties. */
function normalise(cell: string): string {
  if (keywordOf(cell) !== undefined) return '';
  const [, name = '', type] = /^(.*?)(?::([^:({]*))?(?:[({].*)?$/s.exec(cell) ?? [];
  const isProperty = type === undefined || isPropertyType(type.trim().toLowerCase());
  return (isProperty ? name : type).toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** `id` for `~id` and `_id:string`. */
function plainName(cell: string): string {
  return cell.replace(/:.*$/s, '').replace(/^[^\p{L}\p{N}]+/u, '') || 'id';
}
