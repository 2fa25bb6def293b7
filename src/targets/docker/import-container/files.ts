import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path/posix';
import { BulkgenError } from '../../../errors.ts';
import type { Files } from '../../../system/files.ts';
import { quoteExactly as quote } from '../../../system/quote-word.ts';
import type { ImportContainerSession } from './session.ts';

/** The files in a container's volumes. Its import container reads and writes them. */
export function createImportContainerFiles(session: Pick<ImportContainerSession, 'run'>, place: string): Files {
  /** Runs a script that stops at its first failing line. Throws `write-failed`. */
  async function run(script: string): Promise<string> {
    const { status, output } = await session.run(`( set -e; ${script} )`);
    if (status === 0) return output;
    throw new BulkgenError('write-failed', `Could not work on the files of ${place}: ${output || `exit ${status}`}`, {
      hint: 'Make its volumes writable for its user, and check that they have space.',
    });
  }
  return {
    async exists(path) {
      return (await run(`if [ -e ${quote(path)} ] || [ -L ${quote(path)} ]; then echo yes; fi`)) === 'yes';
    },
    async inspect(path) {
      const quoted = quote(path);
      // The mount is part of `device`, because a rename is not possible between two mounts of one file system.
      const answer = await run(
        `[ -e ${quoted} ] || [ -L ${quoted} ] || exit 0
         stat -c %i ${quoted}; stat -L -c '%d %m' ${quoted}
         [ -w ${quoted} ] && echo yes || echo no
         stat -L -f -c '%a %S' ${quoted}`,
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
      // When the disk is full, nothing of the file remains.
      await run(
        `umask 077; mkdir -p ${quote(dirname(path))}
         printf %s ${quote(bytes)} | base64 -d > ${temporary} && chmod ${mode.toString(8)} ${temporary} && sync ${temporary} &&
           mv -fT ${temporary} ${quote(path)} || { rm -f ${temporary}; exit 1; }
         sync ${quote(dirname(path))}`,
      );
    },
    /** A rename is done already when only the new name exists: the import container ended before it could answer. */
    async rename(from, to) {
      const [old, parent, folder] = [quote(from), quote(dirname(from)), quote(dirname(to))];
      const message = quote(`${from} and ${dirname(to)} are on different file systems`);
      await run(
        `if [ -e ${old} ] || [ ! -e ${quote(to)} ]; then
           [ "$(stat -c '%d %m' ${old})" = "$(stat -c '%d %m' ${folder})" ] || { echo ${message}; exit 1; }
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
