import type { EventTemplate } from './template.ts';

export const networkLatency: EventTemplate = {
  type: 'network.latency',
  source: 'SolarWinds',
  weight: 8,
  classes: ['NetworkDevice'],
  severities: [8, 27, 35, 25, 5],
  measure(draws, ordinal) {
    const value = draws.between(80, 900, ordinal, 0);
    const loss = draws.between(0, 12, ordinal, 1);
    return { message: `Latency ${value} ms, packet loss ${loss} %`, metric: 'latency_ms', value, threshold: 80 };
  },
};
