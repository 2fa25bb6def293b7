import type { BenchStage, Measured, StageUsage } from './figures.ts';
import { readCpu } from './process-usage.ts';

/** Measures time and processor time, of this process and of a server, by stage. */
export class Meter {
  readonly #serverPid: number | undefined;
  readonly #start: StageUsage;
  readonly #stages = new Map<BenchStage, StageUsage>();
  #stage: { readonly name: BenchStage; readonly start: StageUsage } | undefined;

  constructor(serverPid: number | undefined) {
    this.#serverPid = serverPid;
    this.#start = this.#sample();
  }

  /** Begins a stage, or continues it, and ends the one before it. Undefined for what belongs to no stage. */
  enter(name: BenchStage | undefined): void {
    if (name === this.#stage?.name) return;
    const now = this.#sample();
    if (this.#stage) {
      const before = this.#stages.get(this.#stage.name);
      const usage = combine(now, this.#stage.start, -1);
      this.#stages.set(this.#stage.name, before ? combine(before, usage, 1) : usage);
    }
    this.#stage = name && { name, start: now };
  }

  /** Ends the measurement. */
  finish(): Pick<Measured, 'stages'> & StageUsage {
    this.enter(undefined);
    return { ...combine(this.#sample(), this.#start, -1), stages: Object.fromEntries(this.#stages) };
  }

  #sample(): StageUsage {
    const { user, system } = process.cpuUsage();
    const serverCpu = this.#serverPid === undefined ? undefined : readCpu(this.#serverPid);
    return {
      seconds: performance.now() / 1000,
      clientCpu: user + system,
      ...(serverCpu !== undefined && { serverCpu }),
    };
  }
}

/** Leaves out what one of them does not have. */
function combine(first: StageUsage, second: StageUsage, sign: 1 | -1): StageUsage {
  const names = (['seconds', 'clientCpu', 'serverCpu'] as const).filter(
    (name) => first[name] !== undefined && second[name] !== undefined,
  );
  return Object.fromEntries(names.map((name) => [name, first[name]! + sign * second[name]!])) as unknown as StageUsage;
}
