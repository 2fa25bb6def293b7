import { BulkgenError } from '../../../errors.ts';

/** The labels that Docker Compose gives each container it creates. */
export const composeLabels = {
  project: 'com.docker.compose.project',
  service: 'com.docker.compose.service',
  folder: 'com.docker.compose.project.working_dir',
} as const;

/** The Compose project of bulkgen's server. `BULKGEN_PROJECT` names another one, so that two servers can exist. */
export function nameOwnProject(env: NodeJS.ProcessEnv): string {
  const name = env['BULKGEN_PROJECT'] || 'bulkgen';
  if (/^[a-z0-9][a-z0-9_-]*$/.test(name)) return name;
  const message = `Expected BULKGEN_PROJECT to consist of lowercase letters, digits, - and _, got \`${name}\``;
  throw new BulkgenError('invalid-option', message);
}
