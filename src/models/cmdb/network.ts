import type { GraphContext } from '../../model/definition.ts';
import { createPattern } from '../../model/pattern.ts';
import { deviceType } from './words.ts';

/**
 * Network devices are dealt to the data centers in turn: device n stands in data center n mod D, as its number n div D.
 * The first device of each is its core router. The types of the others follow a pattern, so all data centers have the same mix.
 */
export const deviceTypes = createPattern(
  (
    [
      ...['router', 'switch', 'firewall', 'switch', 'switch', 'load balancer'],
      ...['switch', 'switch', 'switch', 'switch', 'switch', 'switch'],
    ] as (typeof deviceType.words)[number][]
  ).map(deviceType.code),
);

/** Where network devices stand, by ordinals. */
export interface Network {
  dataCenterOf(device: number): number;
  numberOf(device: number): number;
  /** The number of devices in a data center. */
  countIn(center: number): number;
  /** The device of this number in a data center. */
  deviceIn(center: number, number: number): number;
}

export function createNetwork(graph: GraphContext): Network {
  const centers = Math.max(1, graph.nodes('DataCenter').count);
  const devices = graph.nodes('NetworkDevice').count;
  return {
    dataCenterOf: (device) => device % centers,
    numberOf: (device) => Math.floor(device / centers),
    countIn: (center) => Math.floor((devices - 1 - center) / centers) + 1,
    deviceIn: (center, number) => number * centers + center,
  };
}
