import { expect, it } from 'vitest';
import { javaEnvironment } from '../../../src/targets/java/run-java.ts';

it('removes every variable of Neo4j but the two that its processes need', () => {
  const env = { PATH: '/bin', NEO4J_PASSWORD: 'secret', NEO4J_URI: 'bolt://x', NEO4J_HOME: '/other' };
  const given = javaEnvironment(env, '/home');
  expect(given).toMatchObject({ PATH: '/bin', NEO4J_HOME: '/home', NEO4J_CONF: '/home/conf' });
  expect(Object.keys(given).filter((name) => name.startsWith('NEO4J_'))).toEqual(['NEO4J_HOME', 'NEO4J_CONF']);
});
