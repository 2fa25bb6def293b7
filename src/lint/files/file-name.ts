// What the name of a file says in the layouts of third-party CSV: neo4j-admin's manual, Spark and Hadoop, LDBC SNB, BioCypher.
import { basename } from 'node:path';

/** What a file is by its name. A text may be CSV. */
export type NameKind = 'csv' | 'text' | 'other';

const csvExtension = /\.(?:csv|tsv|psv|tab)(?:\.gz|\.zip)?$/i;
const textExtension = /\.txt(?:\.gz|\.zip)?$/i;
/** `part-00000`, as Hadoop names files without an extension. */
const barePart = /^part-(?:[rm]-)?\d{4,}[^.]*(?:\.gz)?$/;
const documentation = /^(?:readme|licen[cs]e|notice|change(?:s|log)|authors|version|citation|requirements|robots)\b/i;

export function nameKind(name: string): NameKind {
  if (csvExtension.test(name)) return 'csv';
  const isText = textExtension.test(name) || barePart.test(name);
  return isText && !documentation.test(name) ? 'text' : 'other';
}

/**
 * The name of what a file contains, in lower case: `people` for `people-header.csv`, `header_people.csv`, `people_h.csv` and
 * `People.hdr.tsv`; `people-01` for `people-01.csv.gz`.
 */
export function stemOf(path: string): string {
  const name = basename(path)
    .replace(csvExtension, '')
    .replace(textExtension, '')
    .replace(/\.(?:gz|zip)$/i, '');
  return name
    .toLowerCase()
    .replace(/[-_. ]?headers?$|[-_. ](?:head|hdr|h)$/, '')
    .replace(/^(?:headers?[-_. ]?|(?:head|hdr|h)[-_. ])/, '');
}

/** The beginnings of a stem at which a header's name may end, from the longest one: `people-01`, `people-`, `people` … */
export function prefixesOf(stem: string): readonly string[] {
  const prefixes: string[] = [];
  for (let end = stem.length; end >= 0; end--) {
    const isWord = end === stem.length || !/[a-z]/.test(stem[end]!);
    if (isWord || (end === 0 && stem.startsWith('part'))) prefixes.push(stem.slice(0, end));
  }
  return prefixes;
}

/** Whether what follows the header's name in the name of a part is only numbers, hashes and words for a part. */
export function isPartSuffix(suffix: string): boolean {
  return suffix.split(/[-_. ]+/).every((word) => partWord.test(word) || /^(?:[0-9a-f]+|[a-z]{2})$/.test(word));
}

/** The stem without a number at its end: `people` for `people-part-01`. All files of a series have the same one. */
export function seriesOf(stem: string): string {
  return stem.replace(/[-_. ]*(?:parts?)?[-_. ]*\d*$/, '');
}

/** One form of a name in singular and plural: `category`, `categories`; `movie`, `movies`; `address`, `addresses`. */
export function toSingular(name: string): string {
  return name.replace(/(?:(?<=s|x|z|ch|sh)es|(?<=[^s])s)$/, '').replace(/ie$/, 'y');
}

const partWord = /^(?:(?:part|data|batch|chunk|shard|split|file|row|value|body|content|block|of|c|r|m)?s?\d*)$/;
