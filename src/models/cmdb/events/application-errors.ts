import type { EventTemplate } from './template.ts';

export const applicationErrors: EventTemplate = {
  type: 'application.errors',
  source: 'Sentry',
  weight: 14,
  classes: ['Microservice', 'APIService', 'BackgroundService', 'WebApplication', 'MobileBackend'],
  severities: [10, 30, 35, 20, 5],
  measure(draws, ordinal) {
    const value = draws.between(50, 5_000, ordinal, 0);
    return { message: `${value} errors in 5 minutes: "upstream timed out"`, metric: 'errors', value, threshold: 50 };
  },
};
