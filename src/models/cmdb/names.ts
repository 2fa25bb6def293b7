// The names of applications, databases and business services.
import { vocabulary } from '../../model/vocabulary.ts';
import { type Cell, domain } from './structure/cells.ts';
import type { Estate } from './structure/estate.ts';
import { namedServices, startOfNames } from './structure/named-services.ts';
import type { Shares } from './structure/shares.ts';

/** The first part of the name of an application: its domain, or the named service that it is of (`online-banking`). */
export const nameStart = vocabulary(...domain.words, ...namedServices.map(startOfNames));

/** Makes the function that gives the code of a named service for its first CI in a class, and for any other CI the code of its domain. */
export function createNaming({ cells, named }: Estate, ranks: Shares) {
  const startOfCell = cells.map((cell) => nameStart.codes[cell.domain]!);
  return {
    /** The named service whose first CI has this rank in a cell; −1 for another. */
    serviceOf: (rank: number, cell: number): number =>
      cell >= 1 && cell <= named && rank === ranks.first(cell) ? cell - 1 : -1,
    startOf: (service: number, cell: number) =>
      service < 0 ? startOfCell[cell]! : nameStart.codes[domain.words.length + service]!,
  };
}

/** What the parts of an application do, by the kind of its cell. */
export type Components = Readonly<Record<Cell['kind'], readonly string[]>>;

/** The words for components of a class, each once. */
export function listComponents(components: Components, ...others: readonly string[]) {
  return vocabulary(...new Set([...components.domain, ...components.platform, ...components.workflow, ...others]));
}
