import type { EventTemplate } from './template.ts';

export const monitoringCpu: EventTemplate = {
  type: 'monitoring.cpu',
  source: 'Prometheus',
  weight: 20,
  classes: ['Server'],
  severities: [10, 25, 30, 30, 5],
  measure(draws, ordinal) {
    const value = draws.between(85, 100, ordinal, 0);
    const minutes = draws.between(5, 60, ordinal, 1);
    return { message: `CPU load ${value} % for ${minutes} minutes`, metric: 'cpu_percent', value, threshold: 85 };
  },
};
