import { expect, it } from 'vitest';
import { composeLabels } from '../../../src/targets/docker/compose/labels.ts';
import { chooseContainer } from '../../../src/targets/docker/find-container.ts';
import { exampleContainer } from './example-container.ts';

it('chooses the only container', () => {
  const only = exampleContainer();
  expect(chooseContainer([only], { folder: '/work', project: 'bulkgen' })).toEqual({
    container: only,
    reason: 'the only Neo4j container',
  });
});

it('chooses the container of the Compose project in the folder', () => {
  const mine = exampleContainer({ name: 'mine', labels: { [composeLabels.folder]: '/estate' } });
  const other = exampleContainer({ name: 'other', labels: { [composeLabels.folder]: '/other' } });
  expect(chooseContainer([other, mine], { folder: '/estate', project: 'bulkgen' }).container).toBe(mine);
});

it('lists several containers and asks for a choice', () => {
  const containers = [exampleContainer({ name: 'one' }), exampleContainer({ name: 'two', status: 'exited' })];
  expect(() => chooseContainer(containers, { folder: '/work', project: 'bulkgen' })).toThrow(
    'Docker has 2 Neo4j containers: one (neo4j:5.26.30, running), two (neo4j:5.26.30, exited)',
  );
});

it('says how to start a container when none exists', () => {
  expect(() => chooseContainer([], { folder: '/work', project: 'bulkgen' })).toThrow('Docker has no Neo4j container');
});

it('prefers bulkgen’s container while it is running', () => {
  const labels = { [composeLabels.project]: 'bulkgen' };
  const own = exampleContainer({ name: 'bulkgen-neo4j-1', labels });
  const other = exampleContainer({ name: 'other' });
  const choice = chooseContainer([other, own], { folder: '/work', project: 'bulkgen' });
  expect(choice).toEqual({ container: own, reason: 'the container that bulkgen started' });
  const stopped = { ...own, status: 'exited' } as const;
  expect(() => chooseContainer([other, stopped], { folder: '/work', project: 'bulkgen' })).toThrow(
    '2 Neo4j containers',
  );
});
