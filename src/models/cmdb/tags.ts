// The tags of applications. They fit the domain, the age, and whether customers use the application.
import { hasPersonalData, takesCards } from './agreement.ts';
import { type Cell, domain } from './structure/cells.ts';
import { environment, tag } from './words.ts';

/** Applications of at most so many days may be pilots, and those of at least so many days may be legacy. */
const [oldestPilot, youngestLegacy] = [500, 1_800];

const bitOf = (word: (typeof tag.words)[number]): number => 1 << tag.code(word);
const [pci, gdpr, backup, monitored] = [bitOf('pci'), bitOf('gdpr'), bitOf('backup'), bitOf('monitored')];
const [pilot, legacy] = [bitOf('pilot'), bitOf('legacy')];
const [open, internal] = [bitOf('public'), bitOf('internal')];

/** Makes the function that gives the tags of an application: by its cell, its age in days, and eight bits of which one in four is set. */
export function createTags(cells: readonly Cell[]) {
  const tablesOf = (audience: number): readonly Uint8Array[] => {
    const tables = kinds.map((kind) => tabulateTags(kind, audience));
    return cells.map((cell) => tables[kinds.findIndex((kind) => kind.fits(cell))]!);
  };
  const [closed, forCustomers] = [tablesOf(internal), tablesOf(open)];
  return (cell: number, isPublic: boolean, age: number, bits: number): number => {
    const stage = age <= oldestPilot ? 0 : age < youngestLegacy ? 256 : 512;
    return (isPublic ? forCustomers : closed)[cell]![stage + bits]!;
  };
}

/** What takes cards, or shows them, in the domains that sell; and the portals that show data of persons first of all. */
const [cardComponents, cardSellers] = [
  ['portal', 'shop', 'kiosk'],
  ['payments', 'checkout'],
];
const personalPortals = ['banking', 'customers', 'payroll'];

/** Tags that no application of a cell and component lacks, by the index of both. */
export function tabulateRequiredTags(cells: readonly Cell[], components: readonly string[]): readonly Uint8Array[] {
  return cells.map(({ environment: where, domain: of }) => {
    const name = domain.word(of);
    const isCard = where === environment.code('production') && cardSellers.includes(name);
    return Uint8Array.from(
      components,
      (component) =>
        (isCard && cardComponents.includes(component) ? pci : 0) |
        (component === 'portal' && personalPortals.includes(name) ? gdpr : 0),
    );
  });
}

/** What data the applications of a cell store. The first kind that fits counts. */
interface Kind {
  readonly isCard: boolean;
  readonly isPersonal: boolean;
  fits(cell: Cell): boolean;
}

const kinds: readonly Kind[] = [
  {
    ...{ isCard: true, isPersonal: true },
    fits: ({ environment: where, domain: of }) =>
      where === environment.code('production') && takesCards(domain.word(of)),
  },
  { isCard: false, isPersonal: true, fits: ({ domain: of }) => hasPersonalData(domain.word(of)) },
  { isCard: false, isPersonal: false, fits: () => true },
];

/** Sets of tags by eight bits: of what is young, then of what is neither, then of what is old. No set is empty. */
function tabulateTags({ isCard, isPersonal }: Kind, audience: number): Uint8Array {
  const drawn = backup | (isPersonal ? gdpr : 0) | (audience & internal);
  const table = new Uint8Array(768);
  for (const [place, stage] of [pilot, 0, legacy].entries()) {
    for (let bits = 0; bits < 256; bits++) {
      const cards = isCard && bits & (pci | gdpr) ? pci : 0; // two of the bits: on seven of sixteen
      const watch = bits & pci && bits & pilot ? 0 : monitored; // on fifteen of sixteen
      table[256 * place + bits] = (bits & (drawn | stage)) | (audience & open) | cards | watch || internal;
    }
  }
  return table;
}
