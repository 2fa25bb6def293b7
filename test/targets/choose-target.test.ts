import { expect, it } from 'vitest';
import { chooseTarget } from '../../src/targets/choose-target.ts';

it.each([
  [{ container: 'neo4j', neo4jHome: '/opt/neo4j' }, 'Expected --container or --neo4j-home, got both'],
  [{ kind: 'embedded', container: 'neo4j' }, 'Expected --target embedded or --container, got both'],
  [{ kind: 'docker', version: '2026' }, 'Expected --target docker or --neo4j-version, got both'],
  [{ kind: 'cloud' as 'docker' }, 'Expected --target to be auto, docker, local, embedded, got `cloud`'],
] as const)('%o contradicts itself', async (options, message) => {
  await expect(chooseTarget(options)).rejects.toMatchObject({ code: 'invalid-option', message });
});
