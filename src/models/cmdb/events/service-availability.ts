import type { EventTemplate } from './template.ts';

export const serviceAvailability: EventTemplate = {
  type: 'service.availability',
  source: 'Pingdom',
  weight: 6,
  classes: ['BusinessService'],
  severities: [35, 35, 20, 10, 0],
  measure(draws, ordinal) {
    const value = draws.between(1, 45, ordinal, 0);
    return { message: `Service unavailable for ${value} minutes`, metric: 'down_minutes', value, threshold: 1 };
  },
};
