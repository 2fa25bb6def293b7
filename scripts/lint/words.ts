// Refuses words that make the project's English hard to read. CONTRIBUTING.md, "Style", says how to write instead.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface RefusedWord {
  readonly pattern: RegExp;
  readonly instead: string;
}

/** Words and turns of phrase, and what to write instead. */
export const refusedWords: readonly RefusedWord[] = [
  { pattern: /\banew\b/i, instead: 'again, or re-' },
  { pattern: /\bmend(?:s|ed|ing)?\b/i, instead: 'fix' },
  { pattern: /\bwhoever\b/i, instead: 'name the actor' },
  { pattern: /\b(?:some|no)body\b/i, instead: 'name the actor' },
  { pattern: /\bparted by\b/i, instead: 'separated by' },
  {
    pattern: /(?<!\bthere )\b(?:is|are|was|were) (?:none\b|no (?!longer\b|more\b|other\b))/i,
    instead: '"is not a", or "does not exist"',
  },
  { pattern: /\b(?:of|by|from) others\b|\bothers (?:wrote|write|made)\b/i, instead: 'third-party' },
  { pattern: /\b(?:go|goes|going|gone|went) on\b/i, instead: 'continue, or resume' },
  { pattern: /\b(?:told|tells)\b/i, instead: 'say, or report' },
  { pattern: /\b(?:prove[nsd]?|proving|proofs?)\b/i, instead: 'verify, verified, verification' },
  { pattern: /\b(?:is|are|was|were) away\b/i, instead: 'unavailable' },
  { pattern: /\bbulkgen's own\b|\bof its own accord\b/i, instead: "bulkgen's" },
  { pattern: /\bbehind (?:it|them|its end|the end|the header|the last)\b/i, instead: 'after' },
  { pattern: /, for (?:it|its|they|such)\b/i, instead: 'because' },
  {
    pattern: /\b(?:const|let) \{?(?:how|so|what|made|left|more|wrong)\b(?! of\b)/,
    instead: 'a noun for what it holds',
  },
];

/** Files whose words are not the project's, and this table. */
const excluded =
  /^(?:LICENSE|test\/golden\/verdicts\.json|package-lock\.json|scripts\/lint\/words\.ts|test\/layering\/words\.test\.ts)$|\.(?:zst|gz|zip|csv|sha256)$/;

/** Each use of a refused word in a text, as `line: word (instead)`. */
export function findRefusedWords(text: string): readonly string[] {
  return text.split('\n').flatMap((line, place) =>
    refusedWords.flatMap(({ pattern, instead }) => {
      const found = pattern.exec(line)?.[0];
      return found === undefined ? [] : [`${place + 1}: "${found.trim()}" (${instead}): ${line.trim()}`];
    }),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = join(import.meta.dirname, '../..');
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  const findings = listed
    .split('\n')
    .filter((path) => path !== '' && !excluded.test(path))
    .flatMap((path) => findRefusedWords(readFileSync(join(root, path), 'utf8')).map((finding) => `${path}:${finding}`));
  for (const finding of findings) console.error(finding);
  if (findings.length > 0) process.exitCode = 1;
}
