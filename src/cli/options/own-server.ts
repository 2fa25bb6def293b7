import { Option } from 'commander';
import type { OwnServerStatus } from '../../targets/own-server.ts';
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
