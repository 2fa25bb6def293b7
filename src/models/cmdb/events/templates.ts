import type { Stream } from '../../../random/stream.ts';
import type { CiLabel } from '../classes.ts';

/** One kind of monitoring event: which classes it hits, how often, and what it reports. */
export interface EventTemplate {
  readonly type: string;
  readonly source: string;
  /** Relative frequency, a positive integer. */
  readonly weight: number;
  /** Weights of CRITICAL, MAJOR, MINOR, WARNING, INFO. */
  readonly severities: readonly number[];
  readonly classes: readonly CiLabel[];
  /** Draws what was measured for this ordinal. */
  measure(draws: Stream, ordinal: number): Measurement;
}

interface Measurement {
  readonly message: string;
  readonly metric: string;
  readonly value: number;
  readonly threshold: number;
}

/** The order of the templates decides bytes. */
export const templates: readonly EventTemplate[] = [
  {
    type: 'monitoring.cpu',
    source: 'Prometheus',
    weight: 20,
    severities: [10, 25, 30, 30, 5],
    classes: ['Server'],
    measure(draws, ordinal) {
      const value = draws.between(85, 100, ordinal, 0);
      const minutes = draws.between(5, 60, ordinal, 1);
      return { message: `CPU load ${value} % for ${minutes} minutes`, metric: 'cpu_percent', value, threshold: 85 };
    },
  },
  {
    type: 'monitoring.memory',
    source: 'Prometheus',
    weight: 16,
    severities: [8, 22, 35, 30, 5],
    classes: ['Server', 'VirtualMachine'],
    measure(draws, ordinal) {
      const value = draws.between(90, 100, ordinal, 0);
      return { message: `Memory ${value} % used, swapping`, metric: 'memory_percent', value, threshold: 90 };
    },
  },
  {
    type: 'container.restarts',
    source: 'Prometheus',
    weight: 12,
    severities: [4, 16, 35, 40, 5],
    classes: ['Container'],
    measure(draws, ordinal) {
      const value = draws.between(3, 40, ordinal, 0);
      const message = `Restarted ${value} times in 10 minutes: OOMKilled`;
      return { message, metric: 'restarts', value, threshold: 3 };
    },
  },
  {
    type: 'monitoring.disk',
    source: 'Zabbix',
    weight: 14,
    severities: [12, 20, 28, 35, 5],
    classes: ['Server', 'Database'],
    measure(draws, ordinal) {
      const value = draws.between(80, 99, ordinal, 0);
      const hours = draws.between(2, 72, ordinal, 1);
      const message = `Disk ${value} % full, about ${hours} hours left`;
      return { message, metric: 'disk_percent', value, threshold: 80 };
    },
  },
  {
    type: 'application.api',
    source: 'Dynatrace',
    weight: 14,
    severities: [6, 24, 35, 30, 5],
    classes: ['APIService', 'WebApplication', 'MobileBackend'],
    measure(draws, ordinal) {
      const value = draws.between(1_000, 12_000, ordinal, 0);
      const message = `Response time ${value} ms at the 95th percentile`;
      return { message, metric: 'p95_ms', value, threshold: 1_000 };
    },
  },
  {
    type: 'application.errors',
    source: 'Sentry',
    weight: 14,
    severities: [10, 30, 35, 20, 5],
    classes: ['Microservice', 'APIService', 'BackgroundService', 'WebApplication', 'MobileBackend'],
    measure(draws, ordinal) {
      const value = draws.between(50, 5_000, ordinal, 0);
      return { message: `${value} errors in 5 minutes: "upstream timed out"`, metric: 'errors', value, threshold: 50 };
    },
  },
  {
    type: 'database.connections',
    source: 'Zabbix',
    weight: 8,
    severities: [15, 30, 30, 20, 5],
    classes: ['Database'],
    measure(draws, ordinal) {
      const value = draws.between(90, 100, ordinal, 0);
      return { message: `Connection pool ${value} % in use`, metric: 'pool_percent', value, threshold: 90 };
    },
  },
  {
    type: 'network.latency',
    source: 'SolarWinds',
    weight: 8,
    severities: [8, 27, 35, 25, 5],
    classes: ['NetworkDevice'],
    measure(draws, ordinal) {
      const value = draws.between(80, 900, ordinal, 0);
      const loss = draws.between(0, 12, ordinal, 1);
      return { message: `Latency ${value} ms, packet loss ${loss} %`, metric: 'latency_ms', value, threshold: 80 };
    },
  },
  {
    type: 'service.availability',
    source: 'Pingdom',
    weight: 6,
    severities: [35, 35, 20, 10, 0],
    classes: ['BusinessService'],
    measure(draws, ordinal) {
      const value = draws.between(1, 45, ordinal, 0);
      return { message: `Service unavailable for ${value} minutes`, metric: 'down_minutes', value, threshold: 1 };
    },
  },
];
