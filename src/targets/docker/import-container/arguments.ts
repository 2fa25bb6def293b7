import { hostname } from 'node:os';
import { formatIdentity, identifySelf } from '../../../system/process-identity.ts';
import type { Container } from '../container.ts';

/** Label of every import container: the id of the container that it imports into. */
export const importContainerLabel = 'bulkgen.helper-of';
/** Label of every import container: the host, process id and start time of the bulkgen that started it. */
export const ownerLabel = 'bulkgen.owner';

/** A folder of the daemon's machine and where the import container sees it, read-only. */
export interface MountedFolder {
  readonly source: string;
  readonly destination: string;
}

export interface RunArguments {
  /** Arguments of `docker`. */
  readonly args: readonly string[];
  /** The environment that `docker` needs. A value that it reads from there does not appear in the process list. */
  readonly settings: Readonly<Record<string, string>>;
}

/** Arguments for a shell in a container like this one: same image, user, settings, volumes and memory limit. */
export async function buildRunArguments(
  { id, imageId, user, env, memoryLimit }: Container,
  name: string,
  mount: MountedFolder | undefined,
): Promise<RunArguments> {
  const settings = Object.fromEntries(Object.entries(env).filter(([variable]) => isSetting(variable)));
  const owner = `${hostname()} ${formatIdentity(await identifySelf()).trim()}`;
  const args = [
    ...['run', '--rm', '--interactive', '--name', name],
    ...['--label', `${importContainerLabel}=${id}`, '--label', `${ownerLabel}=${owner}`],
    ...['--network', 'none', '--no-healthcheck', '--log-driver', 'none', '--volumes-from', id],
    ...(user === '' ? [] : ['--user', user]),
    ...(memoryLimit === undefined ? [] : ['--memory', `${memoryLimit}`]),
    ...(mount ? ['--mount', formatMount(mount)] : []),
    ...Object.keys(settings).flatMap((variable) => ['--env', variable]),
    ...[imageId, 'sh'],
  ];
  return { args, settings };
}

/** Excludes the first password, and the plugins, which the entry point would download again. */
function isSetting(variable: string): boolean {
  if (/^(NEO4J_AUTH|NEO4J_AUTH_FILE|NEO4J_AUTH_PATH|NEO4J_PLUGINS|NEO4JLABS_PLUGINS)$/.test(variable)) return false;
  return /^(NEO4J_|EXTENDED_CONF$|SECURE_FILE_PERMISSIONS$|TZ$)/.test(variable);
}

/** `--mount` reads its value as a line of CSV. */
function formatMount({ source, destination }: MountedFolder): string {
  const quote = (field: string): string => (/[",]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);
  return ['type=bind', quote(`source=${source}`), quote(`target=${destination}`), 'readonly'].join(',');
}
