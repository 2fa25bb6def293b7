import { BulkgenError } from '../../errors.ts';
import type { Container } from './container.ts';

/** Throws `target-unusable` for a container that a stop and a start would not bring back as it was. */
export function refuseContainer({ name, status, exitCode, goesWhenStopped }: Container): void {
  const refuse = (what: string, hint: string): never => {
    throw new BulkgenError('target-unusable', `Container \`${name}\` ${what}`, { hint });
  };
  if (status === 'paused') refuse('is paused', `Go on with \`docker unpause ${name}\`, then import.`);
  if (status === 'restarting') {
    const hint = `See why with \`docker logs ${name}\`, and mend or stop it first.`;
    refuse(`ends and is restarted again and again (exit code ${exitCode})`, hint);
  }
  if (status === 'removing' || status === 'dead') refuse(`is ${status}`, 'Make it anew.');
  if (goesWhenStopped) {
    refuse(
      'was made with --rm: Docker would remove it, and its data, when it is stopped',
      'Make it anew without --rm.',
    );
  }
}
