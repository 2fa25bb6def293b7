import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path/posix';
import { BulkgenError } from '../../../errors.ts';
import type { Files } from '../../../system/files.ts';
import type { HelperSession } from './session.ts';
import { quoteWord as quote } from './shell.ts';

/** The files of a container's volumes, reached through its helper. */
export function createHelperFiles(session: Pick<HelperSession, 'run'>, place: string): Files {
  /** Runs a script that stops at its first failing line. Throws `write-failed`. */
  async function run(script: string): Promise<string> {
    const { status, output } = await session.run(`( set -e; ${script} )`);
    if (status === 0) return output;
    throw new BulkgenError('write-failed', `Could not work on the files of ${place}: ${output || `exit ${status}`}`, {
      hint: 'Its volumes must be writable for its own user, and have space.',
    });
  }
  return {
    async exists(path) {
      return (await run(`if [ -e ${quote(path)} ] || [ -L ${quote(path)} ]; then echo yes; fi`)) === 'yes';
    },
    async inspect(path) {
      const at = quote(path);
      // Two mounts of one file system are apart, too: no rename is possible between them.
      const answer = await run(
        `[ -e ${at} ] || [ -L ${at} ] || exit 0
         stat -c %i ${at}; stat -L -c '%d %m' ${at}; [ -w ${at} ] && echo yes || echo no; stat -L -f -c '%a %S' ${at}`,
      );
      if (answer === '') return undefined;
      const [inode = '', device = '', writable, space = ''] = answer.split('\n');
      const [blocks, size] = space.split(' ').map(Number);
      return { inode, device, isWritable: writable === 'yes', freeBytes: blocks! * size! };
    },
    async list(path) {
      const names = await run(`cd ${quote(path)} 2>/dev/null || exit 0; ls -A`);
      return names === '' ? [] : names.split('\n');
    },
    async read(path) {
      return Buffer.from(await run(`base64 < ${quote(path)}`), 'base64').toString();
    },
    async write(path, text, mode = 0o600) {
      const temporary = quote(`${path}.${randomUUID()}`);
      const bytes = Buffer.from(text).toString('base64');
      // Nothing is left of what a full disk cuts off.
      await run(
        `umask 077; mkdir -p ${quote(dirname(path))}
         printf %s ${quote(bytes)} | base64 -d > ${temporary} && chmod ${mode.toString(8)} ${temporary} && sync ${temporary} &&
           mv -fT ${temporary} ${quote(path)} || { rm -f ${temporary}; exit 1; }
         sync ${quote(dirname(path))}`,
      );
    },
    /** Done already when only the new name is there: the helper was ended before it could answer. */
    async rename(from, to) {
      const [old, parent, folder] = [quote(from), quote(dirname(from)), quote(dirname(to))];
      const apart = quote(`${from} and ${dirname(to)} are on different file systems`);
      await run(
        `if [ -e ${old} ] || [ ! -e ${quote(to)} ]; then
           [ "$(stat -c '%d %m' ${old})" = "$(stat -c '%d %m' ${folder})" ] || { echo ${apart}; exit 1; }
           mv -T ${old} ${quote(to)}
         fi
         sync ${parent} ${folder}`,
      );
    },
    async remove(path) {
      await run(`rm -rf -- ${quote(path)}`);
    },
    async removeEmpty(path) {
      return (await run(`rmdir ${quote(path)} 2>/dev/null || [ ! -e ${quote(path)} ] && echo yes || true`)) === 'yes';
    },
    async makeFolder(path) {
      await run(`mkdir -p ${quote(path)}`);
    },
    async sync(path) {
      await run(`sync -f ${quote(path)}`);
    },
  };
}
