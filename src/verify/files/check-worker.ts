// The entry of a thread that checks parts: it rebuilds the plan and checks each part that a job names.
import type { PartPlace } from '../../export/plan.ts';
import { type PlanSettings, rebuildPlan } from '../../export/plan-settings.ts';
import { runWorkerJobs } from '../../threads/run-worker-jobs.ts';
import { type CheckedPart, checkPart, type PartCheckOptions } from './check-part.ts';

export interface CheckWorkerSettings extends Pick<PartCheckOptions, 'folder' | 'depth'> {
  readonly plan: PlanSettings;
}

await runWorkerJobs<CheckWorkerSettings, PartPlace, CheckedPart>(({ plan: settings, folder, depth }, onBytes) => {
  const plan = rebuildPlan(settings);
  return (place) => checkPart(plan, place, { folder, depth, onBytes });
});
