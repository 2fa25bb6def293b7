/** The meaning of a line that `neo4j-admin database import` prints. */
export type AdminReport =
  | { readonly kind: 'stage'; readonly number: number; readonly of: number; readonly name: string }
  /** How much of the stage is done, 0 to 100. */
  | { readonly kind: 'percent'; readonly percent: number }
  | { readonly kind: 'count'; readonly name: keyof ImportedCounts; readonly count: number };

/** What the importer reports in the end. */
export interface ImportedCounts {
  readonly nodes: number;
  readonly relationships: number;
  /** Values that are not null. */
  readonly properties: number;
}

const stage = /^\((\d+)\/(\d+)\) (.+?) \d{4}-\d\d-\d\d /;
const percent = /^[.\- ]+ (\d+)% ∆/;
const count = /^\s+(\d+) (nodes|relationships|properties)$/;

/** Reads one line; undefined for a line that is only for people. The format is the same in 5.26 and 2026. */
export function readAdminLine(line: string): AdminReport | undefined {
  const started = stage.exec(line);
  if (started) return { kind: 'stage', number: Number(started[1]), of: Number(started[2]), name: started[3]! };
  const marked = percent.exec(line);
  if (marked) return { kind: 'percent', percent: Number(marked[1]) };
  const counted = count.exec(line);
  if (counted) return { kind: 'count', name: counted[2] as keyof ImportedCounts, count: Number(counted[1]) };
  return undefined;
}

const dotsPerPercent = 10;

/** Percent that an unfinished line of dots adds to the last percentage. */
export function readPartialLine(line: string): number {
  return /^[.\- ]+$/.test(line) ? line.replaceAll(' ', '').length / dotsPerPercent : 0;
}

const complaint =
  /exception|caused by|error in|critical error|(unknown|missing required) option|no space left|denied|doesn't exist|out of memory/i;

const generic = /^Error (importing csv file|in input data)|^Critical error occurred|--verbose/;

/** Whether a line may say why an import failed. A stack frame, or the usage that follows a wrong option, does not. */
export function isComplaint(line: string): boolean {
  return complaint.test(line) && !line.trimStart().startsWith('at ') && !generic.test(line);
}
