import { Option } from 'commander';
import { BulkgenError } from '../../errors.ts';
import { formatQuantity } from '../../system/format-number.ts';
import type { OwnServer, OwnServerStatus, RemoveOptions } from '../../targets/own-server.ts';
import type { CommandContext } from '../context.ts';
import { neo4jVersionOption } from './target.ts';

export interface OwnServerChoice {
  readonly target: 'embedded' | 'docker';
  readonly neo4jVersion?: string;
}

/** The choice of one of bulkgen's private servers. */
export function ownServerOptions(): readonly Option[] {
  return [
    new Option('--target <kind>', 'private server of bulkgen: embedded or in Docker')
      .choices(['embedded', 'docker'])
      .default('embedded'),
    neo4jVersionOption(),
  ];
}

/** The status of a server for people. */
export function describeStatus(status: OwnServerStatus): string {
  const { running, version, uri, httpUri, username, passwordFile, home, container, image } = status;
  return `Neo4j ${version} is ${running ? 'running' : 'stopped'}
  Bolt      ${uri}
  Browser   ${httpUri}
  user      ${username}
  password  in ${passwordFile}
${container === undefined ? '' : `  container ${container}, image ${image}\n`}  home      ${home}
`;
}

/** Removes a server, unless it holds data that bulkgen did not make. With `force` it removes it whatever it holds. */
export async function removeServer(
  { signal, result }: CommandContext,
  server: OwnServer,
  { force, all, stopsServer = force }: RemoveOptions & { readonly stopsServer?: boolean },
): Promise<void> {
  if (!stopsServer) await server.assertStopped();
  if (!force) {
    await refuseUserFiles(server);
    const { refuseUserData } = await import('../../replacement/filled-store.ts');
    const target = await server.openTarget();
    await target.runExclusively(() => refuseUserData(target, signal));
  }
  await server.remove({ force: stopsServer, all });
  await result({ removed: server.place }, `Removed ${server.name} and its databases from ${server.place}\n`);
}

/** Databases are not all that a user may have put into a server. */
async function refuseUserFiles({ name, findUserFiles }: OwnServer): Promise<void> {
  const [first, ...others] = (await findUserFiles?.()) ?? [];
  if (first === undefined) return;
  const othersText = others.length === 0 ? '' : ` and ${formatQuantity(others.length, 'other files')}`;
  throw new BulkgenError(
    'foreign-folder',
    `Expected the folder of ${name} to hold no files of yours, found ${first}${othersText}`,
    {
      hint: 'Move the files to another place, or add --force to delete them. Nothing was changed.',
    },
  );
}
