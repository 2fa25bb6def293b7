import { hostname } from 'node:os';
import { BulkgenError } from '../../errors.ts';
import { type LockHolder, withLock } from '../../system/lock.ts';
import { readCommand } from '../../system/process-command.ts';

/** Does the work while no other bulkgen works on the server that this lock file belongs to. Throws `import-running` when one does. */
export async function withImportLock<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  return withLock(path, work, { whenHeld: refuseSecondImport });
}

async function refuseSecondImport({ pid, host, path }: LockHolder): Promise<BulkgenError> {
  const isHere = host === hostname();
  const command = isHere ? nameCommand(await readCommand(pid)) : '';
  const holder = isHere ? `process ${pid}${command && `, \`${command}\``}` : `process ${pid} on ${host}`;
  return new BulkgenError('import-running', `Another bulkgen is working on this server (${holder})`, {
    hint: isHere
      ? 'Wait until it is done, or press Ctrl-C in its terminal, then try again.'
      : `Wait until it is done. If it does not run on ${host} any more, remove ${path}.`,
  });
}

/** The command of bulkgen in the command line of a process, without its options: `bulkgen import estate`. */
function nameCommand(line: string): string {
  const [, words = ''] = /(?:^|[ /])(?:bulkgen|bulkgen\/dist\/bin\.js|bin\.[jt]s) ((?:[^ -][^ ]* )*)/.exec(line) ?? [];
  return words === '' ? '' : `bulkgen ${words.trim()}`;
}
