import type { EventTemplate } from './template.ts';

export const monitoringDisk: EventTemplate = {
  type: 'monitoring.disk',
  source: 'Zabbix',
  weight: 14,
  classes: ['Server', 'Database'],
  severities: [12, 20, 28, 35, 5],
  measure(draws, ordinal) {
    const value = draws.between(80, 99, ordinal, 0);
    const hours = draws.between(2, 72, ordinal, 1);
    return { message: `Disk ${value} % full, about ${hours} hours left`, metric: 'disk_percent', value, threshold: 80 };
  },
};
