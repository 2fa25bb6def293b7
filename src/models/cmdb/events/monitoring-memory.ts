import type { EventTemplate } from './template.ts';

export const monitoringMemory: EventTemplate = {
  type: 'monitoring.memory',
  source: 'Prometheus',
  weight: 16,
  classes: ['Server'],
  severities: [8, 22, 35, 30, 5],
  measure(draws, ordinal) {
    const value = draws.between(90, 100, ordinal, 0);
    return { message: `Memory ${value} % used, swapping`, metric: 'memory_percent', value, threshold: 90 };
  },
};
