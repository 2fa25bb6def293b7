import { hostname } from 'node:os';
import { formatIdentity, identifySelf } from '../../../system/process-identity.ts';
import type { Container } from '../container.ts';

/** On every helper: the id of the container it helps. */
export const helperLabel = 'bulkgen.helper-of';
/** On every helper: host, process and its start, of the bulkgen that started it. */
export const ownerLabel = 'bulkgen.owner';

/** A folder of the daemon's machine and where the helper sees it, read-only. */
export interface MountedFolder {
  readonly source: string;
  readonly destination: string;
}

export interface HelperArguments {
  /** Of `docker`. */
  readonly args: readonly string[];
  /** What must be in the environment of `docker`: a value taken from there stands in no process list. */
  readonly settings: Readonly<Record<string, string>>;
}

/** The call that runs a shell in a container like this one: same image, user, settings, volumes and memory limit. */
export async function helperArguments(
  { id, imageId, user, env, memoryLimit }: Container,
  name: string,
  mount: MountedFolder | undefined,
): Promise<HelperArguments> {
  const settings = Object.fromEntries(Object.entries(env).filter(([variable]) => isSetting(variable)));
  const owner = `${hostname()} ${formatIdentity(await identifySelf()).trim()}`;
  const args = [
    ...['run', '--rm', '--interactive', '--name', name],
    ...['--label', `${helperLabel}=${id}`, '--label', `${ownerLabel}=${owner}`],
    ...['--network', 'none', '--no-healthcheck', '--log-driver', 'none', '--volumes-from', id],
    ...(user === '' ? [] : ['--user', user]),
    ...(memoryLimit === undefined ? [] : ['--memory', `${memoryLimit}`]),
    ...(mount ? ['--mount', formatMount(mount)] : []),
    ...Object.keys(settings).flatMap((variable) => ['--env', variable]),
    ...[imageId, 'sh'],
  ];
  return { args, settings };
}

/** The container's settings, but not its first password, nor the plugins, which its entry point would fetch again. */
function isSetting(variable: string): boolean {
  if (/^(NEO4J_AUTH|NEO4J_AUTH_FILE|NEO4J_AUTH_PATH|NEO4J_PLUGINS|NEO4JLABS_PLUGINS)$/.test(variable)) return false;
  return /^(NEO4J_|EXTENDED_CONF$|SECURE_FILE_PERMISSIONS$|TZ$)/.test(variable);
}

/** `--mount` takes a line of CSV. */
function formatMount({ source, destination }: MountedFolder): string {
  const quote = (field: string): string => (/[",]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);
  return ['type=bind', quote(`source=${source}`), quote(`target=${destination}`), 'readonly'].join(',');
}
