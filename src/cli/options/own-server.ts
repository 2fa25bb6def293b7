import { Option } from 'commander';
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
  options: RemoveOptions & { readonly stopsServer?: boolean },
): Promise<void> {
  const { removeOwnServer } = await import('../../replacement/remove-server.ts');
  await removeOwnServer(server, { ...options, signal });
  const text = `Removed ${server.name} with its databases and users from ${server.place}\n`;
  await result({ removed: server.place }, text);
}
