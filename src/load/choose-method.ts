import { BulkgenError } from '../errors.ts';
import type { Database } from '../neo4j/driver.ts';
import { apoc } from './apoc.ts';
import { checkMerge } from './check-merge.ts';
import { csv } from './csv.ts';
import { checkCsvAddress } from './csv-address.ts';
import { merge as mergeRows } from './merge.ts';
import type { LoadMethod, LoadMethodName } from './method.ts';
import { pattern } from './pattern.ts';
import { procedure } from './procedure.ts';
import { unwind } from './unwind.ts';

const methods: Readonly<Record<LoadMethodName, LoadMethod>> = { unwind, csv, apoc, procedure, pattern };

export interface MethodChoice {
  readonly database: Database;
  readonly method?: LoadMethodName | undefined;
  readonly csvAddress?: string | undefined;
  readonly merge?: boolean | undefined;
}

/**
 * Chooses the method of a load. If the server lacks what the method needs, its `fallback` replaces it with a warning. Throws if
 * it has no fallback.
 */
export async function chooseMethod(
  { database, method: name = 'unwind', csvAddress, merge = false }: MethodChoice,
  onWarning: (warning: string) => void,
): Promise<LoadMethod> {
  if (!Object.hasOwn(methods, name)) {
    const names = Object.keys(methods).join(', ');
    throw new BulkgenError('invalid-option', `Expected --method to be one of ${names}, got \`${String(name)}\``);
  }
  const method = methods[name];
  checkCsvAddress(csvAddress, name);
  if (merge) {
    checkMerge(name);
    return mergeRows;
  }
  try {
    await method.check?.(database);
    return method;
  } catch (error) {
    if (!method.fallback || (error as BulkgenError).code !== 'procedure-missing') throw error;
    const reason = (error as BulkgenError).message.replace(/\.$/, '');
    onWarning(`${reason}. bulkgen loads with --method ${method.fallback.name} instead`);
    return method.fallback;
  }
}
