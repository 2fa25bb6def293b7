import { describe, expect, it } from 'vitest';
import { createGraph } from '../../../src/export/create-graph.ts';
import { readNode } from '../../../src/model/answer.ts';
import type { NodeDefinition } from '../../../src/model/definition.ts';
import { namedServices } from '../../../src/models/cmdb/structure/named-services.ts';

const graph = createGraph({ scale: 10_000 });
/** A data center is found by its code. */
const nameOf = (label: string, number: number): string =>
  String(readNode(graph, { label } as NodeDefinition, number)[(label === 'DataCenter' ? 'code' : 'name') as never]);

describe('a CI is found by its name', () => {
  it.each([
    ...['DataCenter', 'Rack', 'NetworkDevice', 'StorageArray', 'Server', 'VirtualMachine', 'KubernetesCluster'],
  ])('which follows from its place: %s', (label) => {
    const { count } = graph.nodes.find(({ name }) => name === label)!;
    const numbers = Array.from({ length: count }, (_, number) => number);
    expect(numbers.map((number) => graph.findNode(nameOf(label, number)))).toEqual(
      numbers.map((number) => ({ label, number })),
    );
  });

  it.each(namedServices.map(({ name }) => name))('as %s, its application and its database are', (service) => {
    const start = service.toLowerCase().replaceAll(' ', '-');
    for (const name of [service, `${start}-portal`, `${start}-db`]) {
      const { label, number } = graph.findNode(name)!;
      expect(nameOf(label, number)).toBe(name);
    }
  });

  it('only if it has exactly this name', () => {
    for (const name of [
      'fra1pd00003',
      'iad1pc00000',
      'fra1-r9999',
      'xyz1',
      'fra1-sw-a-0000',
      'fra1-fw-0009',
      'k8s-prod-1',
      'Online',
    ]) {
      expect([name, graph.findNode(name)]).toEqual([name, undefined]);
    }
  });

  it('not as a named service in an estate that has none', () => {
    expect(createGraph({ scale: 999 }).findNode('Checkout')).toBeUndefined();
  });
});
