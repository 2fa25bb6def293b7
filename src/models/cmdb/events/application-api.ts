import type { EventTemplate } from './template.ts';

export const applicationApi: EventTemplate = {
  type: 'application.api',
  source: 'Dynatrace',
  weight: 14,
  classes: ['APIService', 'WebApplication', 'MobileBackend'],
  severities: [6, 24, 35, 30, 5],
  measure(draws, ordinal) {
    const value = draws.between(1_000, 12_000, ordinal, 0);
    return { message: `Response time ${value} ms at the 95th percentile`, metric: 'p95_ms', value, threshold: 1_000 };
  },
};
