import type { MonitoredLabel } from '../criticality.ts';

/** One kind of monitoring event: which classes it hits, how often, and what it reports. */
export interface EventTemplate {
  readonly type: string;
  readonly source: string;
  /** Relative frequency, a positive integer. */
  readonly weight: number;
  readonly classes: readonly MonitoredLabel[];
  readonly metric: string;
  /** The least and the most that is measured; an event is reported from the least on. Low values are more frequent. */
  readonly values: readonly [least: number, most: number];
  /** The values from which an event is MINOR, MAJOR and CRITICAL. Below, it is a WARNING. */
  readonly levels: readonly [minor: number, major: number, critical: number];
  /** Whether a change often comes before such an event. */
  readonly followsChanges?: boolean;
  /** Says what was measured. `draw` gives a number of a range for details. */
  describe(value: number, draw: (first: number, last: number) => number): string;
}

/** The order of the templates decides bytes. */
export const templates: readonly EventTemplate[] = [
  {
    ...{ type: 'monitoring.cpu', source: 'Prometheus', weight: 20, classes: ['Server'] },
    ...{ metric: 'cpu_percent', values: [85, 100], levels: [90, 95, 99] },
    describe: (value, draw) => `CPU load ${value} % for ${draw(5, 60)} minutes`,
  },
  {
    ...{ type: 'monitoring.memory', source: 'Prometheus', weight: 16, classes: ['Server', 'VirtualMachine'] },
    ...{ metric: 'memory_percent', values: [90, 100], levels: [93, 96, 99] },
    describe: (value) => `Memory ${value} % used, swapping`,
  },
  {
    ...{ type: 'container.restarts', source: 'Prometheus', weight: 12, classes: ['Container'] },
    // A container that restarts again and again waits up to five minutes each time.
    ...{ metric: 'restarts', values: [3, 12], levels: [5, 7, 10] },
    describe: (value) => `Restarted ${value} times in an hour: OOMKilled`,
  },
  {
    ...{ type: 'monitoring.disk', source: 'Zabbix', weight: 14, classes: ['Server', 'Database'] },
    ...{ metric: 'disk_percent', values: [80, 99], levels: [85, 90, 95] },
    describe: (value, draw) => `Disk ${value} % full, about ${(100 - value) * draw(1, 4)} hours left`,
  },
  {
    ...{ type: 'application.api', source: 'Dynatrace', weight: 14 },
    classes: ['APIService', 'WebApplication', 'MobileBackend'],
    ...{ metric: 'p95_ms', values: [1_000, 12_000], levels: [2_500, 5_000, 8_500] },
    describe: (value) => `Response time ${value} ms at the 95th percentile`,
  },
  {
    ...{ type: 'application.errors', source: 'Sentry', weight: 14, followsChanges: true },
    classes: ['Microservice', 'APIService', 'BackgroundService', 'WebApplication', 'MobileBackend'],
    ...{ metric: 'errors', values: [50, 5_000], levels: [500, 1_500, 3_500] },
    describe: (value) => `${value} errors in 5 minutes: "operation timed out"`,
  },
  {
    ...{ type: 'database.connections', source: 'Zabbix', weight: 8, classes: ['Database'] },
    ...{ metric: 'pool_percent', values: [90, 100], levels: [93, 96, 99] },
    describe: (value) => `Connection pool ${value} % in use`,
  },
  {
    ...{ type: 'network.latency', source: 'SolarWinds', weight: 8, classes: ['NetworkDevice'] },
    ...{ metric: 'latency_ms', values: [80, 900], levels: [200, 400, 650] },
    describe: (value, draw) => `Latency ${value} ms, packet loss ${draw(0, 12)} %`,
  },
  {
    ...{ type: 'service.availability', source: 'Pingdom', weight: 6, classes: ['BusinessService'] },
    ...{ metric: 'down_minutes', values: [1, 45], levels: [1, 3, 15] },
    describe: (value) => `Service unavailable for ${value} minutes`,
  },
];
