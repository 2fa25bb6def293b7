import { quotePath } from '../../system/quote-word.ts';

/** What to do with a new model file. */
export function describeWritten(path: string): string {
  const word = quotePath(path);
  return `Wrote ${path}
Next: bulkgen export --model ./${word} --scale 1000
      bulkgen import
`;
}
