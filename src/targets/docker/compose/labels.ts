import { BulkgenError } from '../../../errors.ts';

/** Docker Compose's own labels on each container it makes. */
export const composeLabels = {
  project: 'com.docker.compose.project',
  service: 'com.docker.compose.service',
  folder: 'com.docker.compose.project.working_dir',
} as const;

/** The project of bulkgen's own server; `BULKGEN_PROJECT` names another, so that two can stand side by side. */
export function nameOwnProject(env: NodeJS.ProcessEnv): string {
  const name = env['BULKGEN_PROJECT'] || 'bulkgen';
  if (/^[a-z0-9][a-z0-9_-]*$/.test(name)) return name;
  const message = `Expected BULKGEN_PROJECT to be of lowercase letters, digits, - and _, got \`${name}\``;
  throw new BulkgenError('invalid-option', message);
}
