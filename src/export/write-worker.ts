// The entry of a thread that writes parts: it rebuilds the plan and writes each part that a job names.
import { runWorkerJobs } from '../threads/run-worker-jobs.ts';
import type { PartPlace } from './plan.ts';
import { type PlanSettings, rebuildPlan } from './plan-settings.ts';
import { createPartWriter, type WrittenPart } from './write-part.ts';

export interface WriteWorkerSettings {
  readonly plan: PlanSettings;
  readonly folder: string;
}

await runWorkerJobs<WriteWorkerSettings, PartPlace, WrittenPart>(({ plan, folder }, onRows) =>
  createPartWriter(rebuildPlan(plan), { folder, onRows }),
);
