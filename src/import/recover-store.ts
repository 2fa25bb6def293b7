import type { Target } from '../target/target.ts';
import { createStaging } from './staging.ts';

/** Whether an import of this database was killed after it had begun to swap stores. */
export function isUnfinished(target: Target, database: string): Promise<boolean> {
  return createStaging(target, database).isUnfinished();
}

/**
 * Brings back the store that an import which was killed had put aside; the server is stopped for it. Answers whether
 * there was one. Throws `import-running` while an import is at work.
 */
export async function recoverStore(target: Target, database: string): Promise<boolean> {
  if (!(await isUnfinished(target, database))) return false;
  return target.exclusively(async () => {
    const staging = createStaging(target, database);
    if (!(await staging.isUnfinished())) return false;
    await target.stop();
    await staging.undo();
    return true;
  });
}
