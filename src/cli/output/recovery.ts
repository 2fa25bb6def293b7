import type { Recovery } from '../../replacement/recover.ts';

/** What was done about a killed import, in a sentence. */
export function describeRecovery({ outcome, step, startedAt, aside }: Recovery): string {
  if (outcome === 'nothing') return 'No import was interrupted.';
  const state =
    outcome === 'undone'
      ? 'the database from before it is back'
      : 'the imported database had been verified and is now final';
  const moved = aside.length === 0 ? '' : ` A store that was created in the meantime is now in ${aside.join(' and ')}.`;
  return `The import of ${startedAt} was killed in step \`${step}\`: ${state}.${moved}`;
}
