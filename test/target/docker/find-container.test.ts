import { expect, it } from 'vitest';
import { chooseContainer, composeLabels } from '../../../src/target/docker/find-container.ts';
import { exampleContainer } from './example-container.ts';

it('takes the only one', () => {
  const only = exampleContainer();
  expect(chooseContainer([only], '/work')).toEqual({ container: only, reason: 'the only container of Neo4j' });
});

it('takes the one of the compose project in the folder', () => {
  const mine = exampleContainer({ name: 'mine', labels: { [composeLabels.folder]: '/estate' } });
  const other = exampleContainer({ name: 'other', labels: { [composeLabels.folder]: '/other' } });
  expect(chooseContainer([other, mine], '/estate').container).toBe(mine);
});

it('asks for a choice between several and lists them', () => {
  const containers = [exampleContainer({ name: 'one' }), exampleContainer({ name: 'two', status: 'exited' })];
  expect(() => chooseContainer(containers, '/work')).toThrow(
    'Docker has 2 containers of Neo4j: one (neo4j:5.26.30, running), two (neo4j:5.26.30, exited)',
  );
});

it('says how to make one when there is none', () => {
  expect(() => chooseContainer([], '/work')).toThrow('Docker has no container whose image is Neo4j');
});
