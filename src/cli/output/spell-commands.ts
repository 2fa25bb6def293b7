import { quotePath } from '../../system/quote-word.ts';

/** The commands that a text may name after `bulkgen`. */
const commands = [
  'ask',
  'bench',
  'completion',
  'demo',
  'describe',
  'doctor',
  'events',
  'export',
  'import',
  'init',
  'load',
  'merge',
  'neo4j',
  'recover',
  'schema',
  'snapshot',
  'stats',
  'verify',
];

/** A command to paste: between backticks, after a colon or a prompt, in a column of a table, or at the start of a line. */
const commandToPaste = new RegExp(`(?<=\`|: |\\$ | {2}|^)bulkgen (?=(?:${commands.join('|')})\\b)`, 'gm');

/**
 * Writes the command as a shell finds it: `npx bulkgen …` for a user who started bulkgen with npx, because the package is installed in a
 * project, and `scripts/bulkgen …` in a clone.
 */
export function spellCommands(text: string, env: NodeJS.ProcessEnv = process.env): string {
  const { npm_lifecycle_event: event, npm_lifecycle_script: script = '', BULKGEN_COMMAND: command } = env;
  if (command) return text.replace(commandToPaste, () => `${quotePath(command)} `);
  // The script names the program: bulkgen that a test runner starts inherits the variables of `npx vitest`.
  return event === 'npx' && /^['"]?bulkgen\b/.test(script) ? text.replace(commandToPaste, 'npx $&') : text;
}
