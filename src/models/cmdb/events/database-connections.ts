import type { EventTemplate } from './template.ts';

export const databaseConnections: EventTemplate = {
  type: 'database.connections',
  source: 'Zabbix',
  weight: 8,
  classes: ['Database'],
  severities: [15, 30, 30, 20, 5],
  measure(draws, ordinal) {
    const value = draws.between(90, 100, ordinal, 0);
    return { message: `Connection pool ${value} % in use`, metric: 'pool_percent', value, threshold: 90 };
  },
};
