import type { HeaderColumn, RowGroup } from '../header/csv-header.ts';
import type { RangeLinterSettings } from '../range-linter.ts';
import { IdHashList, IdHashSet } from './id-hash-set.ts';
import { gatherIdTypes, type IdTypes } from './id-types.ts';

/** The ids of nodes that relationships refer to by one name. */
export interface IdSpace {
  readonly types: IdTypes;
  readonly ids: IdHashSet;
  /** Hashes that several nodes have. */
  readonly repeated: IdHashSet;
  /** The hashes in `repeated`, in the order in which they were found. */
  readonly repeatedList: IdHashList;
}

/** The id spaces of all nodes, and the ids in them. */
export class IdSpaces {
  readonly #spaces = new Map<string, IdSpace>();

  constructor(groups: readonly RowGroup[]) {
    for (const [name, types] of gatherIdTypes(groups)) {
      const repeated = { repeated: new IdHashSet(), repeatedList: new IdHashList() };
      this.#spaces.set(name, { types, ids: new IdHashSet(), ...repeated });
    }
  }

  /** The id spaces by name; the name of the global one is empty. */
  get all(): ReadonlyMap<string, IdSpace> {
    return this.#spaces;
  }

  /** The id space of the ids in a group: of its column :ID, if it has one. */
  of(group: RowGroup): IdSpace | undefined {
    const id = idColumnOf(group);
    return id && this.#spaces.get(id.space);
  }

  /** Adds ids of a group, as `IdHashList.take` returns them. */
  add(group: RowGroup, hashes: Int32Array): void {
    const space = hashes.length > 0 ? this.of(group) : undefined;
    for (let at = 0; space && at < hashes.length; at += 2) {
      const [high, low] = [hashes[at]!, hashes[at + 1]!];
      if (!space.ids.add(high, low) && space.repeated.add(high, low)) space.repeatedList.add(high, low);
    }
  }

  /** What a range linter needs of the id spaces. `hasIds`: with the ids, once all nodes are read. */
  share({ hasIds }: { readonly hasIds: boolean }): RangeLinterSettings['spaces'] {
    return new Map(
      [...this.#spaces].map(([name, { types, ids }]) => [name, { types, ...(hasIds && { ids: ids.tables }) }]),
    );
  }
}

function idColumnOf({ header }: RowGroup): HeaderColumn | undefined {
  return header.columns.find(({ kind }) => kind === 'id');
}
