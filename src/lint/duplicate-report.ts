import type { CsvDialect } from './csv-dialect.ts';
import type { DuplicateId } from './duplicate-finder.ts';
import type { Violation } from './finding.ts';

/** Where a node stands. */
export interface DuplicatePlace {
  /** As findings name it. */
  readonly file: string;
  /** Line breaks before the stretch in which its line is counted. */
  readonly linesBefore: number;
}

/** Tells nodes with the same id from those whose ids are another with the same hash; told in the order of the files. */
export class DuplicateReport {
  /** Whether nodes with the same id differ: which of them the importer keeps, no file tells. */
  differs = false;
  readonly #first = new Map<string, Pick<DuplicateId, 'labels' | 'properties'> & { readonly place: string }>();
  readonly #dialect: CsvDialect;

  constructor(dialect: CsvDialect) {
    this.#dialect = dialect;
  }

  /** What is wrong with a node whose id another one has; nothing for the first of its id. */
  judge(twin: DuplicateId, { file, linesBefore }: DuplicatePlace): Violation | undefined {
    const { id, key, column, header, line: own, labels, properties } = twin;
    const line = linesBefore + own;
    const before = this.#first.get(key);
    if (before === undefined) {
      this.#first.set(key, { place: `line ${line.toLocaleString('en-US')} of ${file}`, labels, properties });
      return undefined;
    }
    this.differs ||= before.labels !== labels || before.properties !== properties;
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
      found: `${id}, as in ${before.place}`,
      ...(becomes !== undefined && { becomes }),
      remedy: `Make ids unique${becomes === undefined ? ', or add --skip-duplicate-nodes to keep one of them' : ''}.`,
    };
  }
}
