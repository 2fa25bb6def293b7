import type { CsvDialect } from './dialect.ts';
import type { Broken } from './finding.ts';
import type { Twin } from './twin-finder.ts';

/** Where a node stands. */
export interface TwinPlace {
  /** As findings name it. */
  readonly file: string;
  /** Line breaks before the stretch in which its line is counted. */
  readonly linesBefore: number;
}

/** Tells nodes with the same id from those whose ids are another with the same hash; told in the order of the files. */
export class TwinReport {
  readonly #first = new Map<string, string>();
  readonly #dialect: CsvDialect;

  constructor(dialect: CsvDialect) {
    this.#dialect = dialect;
  }

  /** What is wrong with a node whose id another one has; nothing for the first of its id. */
  judge({ id, key, column, header, line: own }: Twin, { file, linesBefore }: TwinPlace): Broken | undefined {
    const line = linesBefore + own;
    const before = this.#first.get(key);
    if (before === undefined) {
      this.#first.set(key, `line ${line.toLocaleString('en-US')} of ${file}`);
      return undefined;
    }
    const { skipDuplicateNodes, idType } = this.#dialect;
    const becomes =
      idType === 'actual'
        ? 'the node, in place of the one before'
        : skipDuplicateNodes
          ? 'no node of its own'
          : undefined;
    return {
      severity: becomes === undefined ? 'error' : 'warning',
      rule: 'id-duplicate',
      ...{ file, column, header, line },
      expected: 'an id that no other node of its id space has',
      found: `${id}, as in ${before}`,
      ...(becomes !== undefined && { becomes }),
      remedy: 'Make ids unique, or add --skip-duplicate-nodes to keep the first.',
    };
  }
}
