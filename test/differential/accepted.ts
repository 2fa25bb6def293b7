import type { Disagreement } from './disagreement.ts';
import type { FileVerdict } from './file-case.ts';

/** Disagreements that the lint keeps, each with its reason. */
export const accepted: readonly {
  readonly reason: string;
  readonly covers: (disagreement: Disagreement) => boolean;
}[] = [
  {
    reason:
      'A header names an unknown reference system. The importer notices it at the first point that does not name one.',
    covers: ({ type, kind }) => type === 'point{crs:mars}' && kind === 'false alarm',
  },
];

/** Disagreements about files that the lint keeps, each with its reason. */
export const acceptedFiles: readonly {
  readonly reason: string;
  readonly covers: (
    disagreement: Pick<Disagreement, 'version' | 'kind'> & { readonly verdict: FileVerdict },
  ) => boolean;
}[] = [
  {
    reason:
      'The importer joins a row whose last cell is missing and has no value with the next row. The lint refuses it.',
    covers: ({ kind, verdict: { errors } }) => kind === 'false alarm' && errors.includes('row-short'),
  },
  {
    reason: 'The importer of 5.26 takes a row without a type until a row has one, depending on how it cuts the file.',
    covers: ({ version, kind, verdict: { errors, warnings } }) =>
      version.startsWith('5.') &&
      (kind === 'false alarm' ? errors.every((rule) => rule === 'type-empty') : warnings.includes('type-empty')),
  },
  {
    reason:
      'The importer takes a blank line for a header without columns, and the lines after it for rows that have none.',
    covers: ({ kind, verdict: { errors } }) => kind === 'false alarm' && errors.includes('header-missing'),
  },
  {
    reason: 'The importer refuses a column without a name only once a row has a value in it.',
    covers: ({ kind, verdict: { errors } }) => kind === 'false alarm' && errors.every((rule) => rule === 'header-name'),
  },
  {
    reason:
      'The importer takes a header with another delimiter, or with a misspelled keyword, for properties. The lint names the mistake.',
    covers: ({ kind, verdict: { errors } }) =>
      kind === 'false alarm' && errors.some((rule) => ['delimiter', 'quote', 'header-look-alike'].includes(rule)),
  },
  {
    reason:
      'With --skip-bad-relationships the importer skips every relationship whose ids are lists, dates or times. The lint refuses it.',
    covers: ({ kind, verdict: { errors } }) =>
      kind === 'false alarm' && errors.every((rule) => rule === 'id-comparison'),
  },
];
