import type { Adjacency, Side } from '../../../src/model/link/adjacency.ts';
import { readEnds } from '../../../src/model/link/adjacency.ts';
import { compareRanked, listBusiest } from '../../../src/model/link/find-busiest.ts';

/** What links connect. */
export interface LinkEnds {
  /** How many nodes there are at each end. */
  readonly sources: number;
  readonly targets: number;
  /** Whether both ends are of one kind, so that no node may be linked with itself. */
  readonly isOneKind: boolean;
}

/** Compares every answer of links with a list of all rows, and says what differs: the first few faults. For `has`, it asks pairs near each row. */
export function findLinkFaults(links: Adjacency, { sources, targets, isOneKind }: LinkEnds): readonly string[] {
  const faults: string[] = [];
  const check = (isRight: boolean, fault: string): void => void (isRight || faults.push(fault));
  const ofSource = Array.from({ length: sources }, () => new Set<number>());
  const ofTarget = Array.from({ length: targets }, () => new Set<number>());
  const ends = { sources: new Float64Array(links.rows), targets: new Float64Array(links.rows) };
  readEnds(links, 0, links.rows, ends);
  for (let row = 0; row < links.rows; row++) {
    const [source, target] = [links.source(row), links.target(row)];
    check(ends.sources[row] === source && ends.targets[row] === target, `row ${row} is not what is read`);
    if (!ofSource[source] || !ofTarget[target]) return [`row ${row} leads from ${source} to ${target}`];
    check(!ofSource[source].has(target), `${source} to ${target} comes twice`);
    check(!isOneKind || source !== target, `${source} leads to itself`);
    ofSource[source].add(target);
    ofTarget[target].add(source);
  }
  for (const [source, found] of ofSource.entries()) {
    if (source >= links.sources) continue;
    check(isSame(links.targetsOf(source), found), `targetsOf(${source})`);
    for (const target of [...found, ...near(source, links.targets)])
      if (target < links.targets) check(links.has(source, target) === found.has(target), `has(${source}, ${target})`);
  }
  for (const [target, found] of ofTarget.entries())
    if (target < links.targets) check(isSame(links.sourcesOf(target), found), `sourcesOf(${target})`);
  for (const [side, lists] of [
    ['source', ofSource],
    ['target', ofTarget],
  ] as const)
    faults.push(
      ...findDegreeFaults(
        links,
        side,
        lists.map(({ size }) => size),
      ),
    );
  return faults.slice(0, 3);
}

/** A few nodes, of which most are not linked with a node. */
function near(node: number, count: number): readonly number[] {
  return count === 0 ? [] : [0, node % count, (node * 7 + 1) % count, count - 1];
}

function isSame(answer: Iterable<number>, expected: ReadonlySet<number>): boolean {
  const found = [...answer];
  return found.length === expected.size && found.every((node) => expected.has(node));
}

/** What is wrong with the degrees and runs of a side, and with its busiest nodes. The links may know fewer nodes than the graph has. */
function findDegreeFaults(links: Adjacency, side: Side, degrees: readonly number[]): readonly string[] {
  const faults: string[] = [];
  const size = side === 'source' ? links.sources : links.targets;
  if ((size > degrees.length && links.rows > 0) || degrees.slice(size).some((degree) => degree > 0))
    faults.push(`${size} ${side}s`);
  for (let node = 0; node < size; node++)
    if (links.degree(side, node) !== (degrees[node] ?? 0)) faults.push(`degree(${side}, ${node})`);
  let next = 0;
  for (const { first, count, most } of links.runs(side)) {
    if (first !== next) faults.push(`a gap in the runs of ${side}s at ${next}`);
    next = first + count;
    if (degrees.slice(first, next).some((degree) => degree > most))
      faults.push(`more than ${most} in a run of ${side}s`);
  }
  if (next !== size) faults.push(`the runs of ${side}s end at ${next}`);
  const byRows = Array.from({ length: size }, (_, node) => ({ node, rows: degrees[node] ?? 0 })).sort(compareRanked);
  for (const count of [1, 20]) {
    const expected = byRows.slice(0, count).map(({ node }) => node);
    if (listBusiest(links, side, count).join() !== expected.join()) faults.push(`the ${count} busiest ${side}s`);
  }
  return faults;
}
