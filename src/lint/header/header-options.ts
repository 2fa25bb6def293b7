// The options in braces of a header's cell, such as `{id-type:int}`, as neo4j-admin reads them.
import { readStringMap } from '../values/string-map.ts';

export interface CutOptions {
  /** Undefined if the importer cannot read them. */
  readonly options: Readonly<Record<string, string>> | undefined;
  /** The cell without its options. */
  readonly rest: string;
}

/** Takes the options out of a cell. `isCalendarVersion`: as in a dialect. */
export function cutOptions(text: string, isCalendarVersion: boolean): CutOptions {
  const open = isCalendarVersion ? text.lastIndexOf('{') : text.indexOf('{');
  if (open < 0) return { options: {}, rest: text };
  const close = text.lastIndexOf('}');
  if (close < open) return { options: undefined, rest: text.slice(0, open) };
  const options = readStringMap(text.slice(open, close + 1));
  return { options: options && Object.fromEntries(options), rest: text.slice(0, open) + text.slice(close + 1) };
}
