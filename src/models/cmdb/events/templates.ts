import type { MonitoredLabel } from '../criticality.ts';

/** Gives a number of a range for details: the same for the same event and range. */
type Draw = (first: number, last: number) => number;

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
  /** Restricts such events to CIs that are DOWN now, or to containers that were started again as often as the lowest of `values`. */
  readonly only?: 'down' | 'restarted';
  /** Whether the event says that the CI is down. It is open as long as the CI is DOWN. */
  readonly isOutage?: boolean;
  /** How many hours an event may be open, because later its message is no longer true. */
  openHours(value: number, draw: Draw): number;
  /** What it says of what was measured. Each event has one of these wordings. */
  readonly wordings: readonly ((value: number, draw: Draw) => string)[];
}

/** The hours until a disk is full. */
const hoursLeft = (percent: number, draw: Draw): number => (100 - percent) * draw(1, 4);

/** The order of the templates decides bytes. */
export const templates: readonly EventTemplate[] = [
  {
    ...{ type: 'monitoring.cpu', source: 'Prometheus', weight: 20, classes: ['Server'] },
    ...{ metric: 'cpu_percent', values: [85, 100], levels: [90, 95, 99] },
    openHours: () => 2,
    wordings: [
      (value, draw) => `CPU load ${value} % for ${draw(5, 60)} minutes`,
      (value, draw) => `CPU ${value} % busy, ${draw(20, 90)} processes wait for a core`,
      (value, draw) => `High CPU load: ${value} % on average of ${draw(5, 60)} minutes`,
    ],
  },
  {
    ...{ type: 'monitoring.memory', source: 'Prometheus', weight: 16, classes: ['Server', 'VirtualMachine'] },
    ...{ metric: 'memory_percent', values: [90, 100], levels: [93, 96, 99] },
    openHours: () => 24,
    wordings: [
      (value) => `Memory ${value} % used, swapping`,
      (value, draw) => `Memory ${value} % used, ${draw(2, 40)} MB swapped in a minute`,
      (value, draw) => `${value} % of the memory in use, ${draw(10, 90)} % of the swap space`,
    ],
  },
  {
    ...{ type: 'container.restarts', source: 'Prometheus', weight: 6, classes: ['Container'], only: 'restarted' },
    // A container that restarts again and again waits up to five minutes each time.
    ...{ metric: 'restarts', values: [3, 9], levels: [5, 7, 9] },
    openHours: () => 2,
    wordings: [
      (value) => `Restarted ${value} times in an hour: OOMKilled`,
      (value) => `Restarted ${value} times in an hour: liveness probe failed`,
      (value) => `CrashLoopBackOff after ${value} restarts in an hour, exit code 1`,
    ],
  },
  {
    ...{ type: 'container.availability', source: 'Prometheus', weight: 6, only: 'down', isOutage: true },
    ...{ classes: ['Container'], metric: 'failed_probes', values: [3, 30], levels: [3, 8, 20] },
    openHours: () => 4,
    wordings: [
      (value) => `Not ready: ${value} readiness probes in a row failed`,
      (value, draw) => `Not ready for ${count(draw(2, 60), 'minute')}, ${value} probes failed: connection refused`,
      (value, draw) => `Not ready: ${value} probes in a row timed out after ${count(draw(1, 10), 'second')}`,
    ],
  },
  {
    ...{ type: 'monitoring.disk', source: 'Zabbix', weight: 14, classes: ['Server', 'Database'] },
    ...{ metric: 'disk_percent', values: [80, 99], levels: [85, 90, 95] },
    openHours: hoursLeft,
    wordings: [
      (value, draw) => `Disk ${value} % full, about ${count(hoursLeft(value, draw), 'hour')} left`,
      (value, draw) => `Disk ${value} % full, no space in about ${count(hoursLeft(value, draw), 'hour')}`,
      (value, draw) =>
        `Free space ${100 - value} %, disk ${value} % full; full in ${count(hoursLeft(value, draw), 'hour')}`,
    ],
  },
  {
    ...{ type: 'application.api', source: 'Dynatrace', weight: 14, openHours: () => 3 },
    classes: ['APIService', 'WebApplication', 'MobileBackend'],
    ...{ metric: 'p95_ms', values: [1_000, 12_000], levels: [2_500, 5_000, 8_500] },
    wordings: [
      (value) => `Response time ${value} ms at the 95th percentile`,
      (value, draw) => `Slow: ${value} ms at the 95th percentile, ${draw(5, 40)} times the normal`,
      (value, draw) => `95th percentile of the response time ${value} ms for ${draw(5, 30)} minutes`,
    ],
  },
  {
    ...{ type: 'application.errors', source: 'Sentry', weight: 14, followsChanges: true, openHours: () => 3 },
    classes: ['Microservice', 'APIService', 'BackgroundService', 'WebApplication', 'MobileBackend'],
    ...{ metric: 'errors', values: [50, 5_000], levels: [500, 1_500, 3_500] },
    wordings: [
      (value) => `${value} errors in 5 minutes: "operation timed out"`,
      (value) => `${value} errors in 5 minutes: "connection refused"`,
      (value) => `${value} errors in 5 minutes: "unexpected end of input"`,
      (value) => `${value} errors in 5 minutes: "no permission for this resource"`,
    ],
  },
  {
    ...{ type: 'database.connections', source: 'Zabbix', weight: 6, classes: ['Database'] },
    ...{ metric: 'pool_percent', values: [90, 100], levels: [93, 96, 99] },
    openHours: () => 2,
    wordings: [
      (value) => `Connection pool ${value} % in use`,
      (value, draw) => `Connection pool ${value} % in use, ${draw(2, 60)} clients wait`,
    ],
  },
  {
    ...{ type: 'database.availability', source: 'Zabbix', weight: 2, only: 'down', isOutage: true },
    ...{ classes: ['Database'], metric: 'failed_logins', values: [3, 30], levels: [3, 4, 8] },
    openHours: () => 4,
    wordings: [
      (value) => `Accepts no connections: ${value} logins in a row failed`,
      (value, draw) => `No instance is open: ${value} logins failed in ${count(draw(2, 15), 'minute')}`,
    ],
  },
  {
    ...{ type: 'network.latency', source: 'SolarWinds', weight: 8, classes: ['NetworkDevice'] },
    ...{ metric: 'latency_ms', values: [80, 900], levels: [200, 400, 650] },
    openHours: () => 3,
    wordings: [
      (value, draw) => `Latency ${value} ms, packet loss ${draw(0, 12)} %`,
      (value, draw) => `Latency ${value} ms to the next hop, normal is ${draw(1, 9)} ms`,
    ],
  },
  {
    ...{ type: 'service.availability', source: 'Pingdom', weight: 6, classes: ['BusinessService'], isOutage: true },
    ...{ metric: 'down_minutes', values: [1, 45], levels: [1, 3, 15] },
    openHours: () => 4,
    wordings: [
      (value) => `Service unavailable for ${count(value, 'minute')}`,
      (value, draw) => `No answer in ${count(value, 'minute')} from ${draw(2, 9)} locations`,
    ],
  },
  {
    ...{ type: 'host.availability', source: 'Zabbix', weight: 4, only: 'down', isOutage: true },
    classes: ['Server', 'VirtualMachine'],
    ...{ metric: 'ping_loss_percent', values: [100, 100], levels: [20, 50, 100] },
    openHours: () => 4,
    wordings: [
      (value) => `Host does not answer: ${value} % of pings lost`,
      (value, draw) => `Host unreachable, ${value} % packet loss from ${draw(2, 9)} probes`,
    ],
  },
  {
    ...{ type: 'application.availability', source: 'Dynatrace', weight: 4, only: 'down', isOutage: true },
    classes: ['Microservice', 'APIService', 'BackgroundService', 'WebApplication', 'MobileBackend'],
    ...{ metric: 'failed_checks', values: [3, 30], levels: [3, 4, 8] },
    openHours: () => 4,
    wordings: [
      (value) => `${value} health checks in a row failed: too few instances are ready`,
      (value) => `No healthy endpoints: ${value} checks failed`,
    ],
  },
];

function count(number: number, unit: string): string {
  return `${number} ${unit}${number === 1 ? '' : 's'}`;
}
