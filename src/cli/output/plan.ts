import type { ImportSettings } from '../../import/import-graph.ts';
import type { ImportPlan } from '../../import/plan-import.ts';
import type { Finding } from '../../lint/finding.ts';
import { formatBytes, formatQuantity } from '../../system/format-number.ts';
import { quoteWord } from '../../system/quote-word.ts';
import type { CommandContext } from '../context.ts';

/** A plan, with the findings of the linter in third-party CSV. */
type LintedPlan = ImportPlan & { readonly findings?: readonly Finding[] };

/** Prints the plan of a dry run; throws when there are problems that would make the import fail. */
export async function printPlan(context: CommandContext, plan: LintedPlan, work: ImportSettings): Promise<void> {
  const { counts, problems, ...rest } = plan;
  const reported = problems.map(({ code, message, hint }) => ({ code, message, hint }));
  await context.result(
    { target: work.target.description, ...counts, ...rest, problems: reported },
    describePlan(plan, work),
  );
  const { refuse } = await import('../../import/preflight/preflight.ts');
  refuse(problems);
}

function describePlan(plan: ImportPlan, { target, force }: ImportSettings): string {
  const { bytes, events, database, creation, running, interrupted, steps, needs, free } = plan;
  const stopped =
    creation === undefined ? 'is stopped and would be started' : 'does not exist yet and would be started';
  const server = running ? 'is running: it would stop for the swap and start again' : stopped;
  const space = free.diskBytes === undefined ? '' : `, ${formatBytes(free.diskBytes)} free`;
  const replaced = force ? 'would be replaced' : 'would be replaced if it contains no nodes';
  return `${interrupted ? 'An interrupted import would be undone or finished first.\n' : ''}\
${creation === undefined ? '' : `Would first ${creation}\n`}\
Would import ${describeCounts(plan)} (${formatBytes(bytes)})${events > 0 ? ` and ${formatQuantity(events, 'events')}` : ''}
into database ${database} of ${target.description}, which ${replaced}
The server ${server}
Steps   ${steps.join(', ')}
Disk    ${formatBytes(needs.diskBytes)} needed${space}
Memory  ${formatBytes(needs.memoryBytes)} needed, ${formatBytes(free.memoryBytes)} free
Command neo4j-admin ${plan.arguments.map(quoteWord).join(' ')}
${plan.warnings.map((warning) => `Warning ${warning}\n`).join('')}\
Nothing was changed.
`;
}

function describeCounts({ counts }: ImportPlan): string {
  if (!counts) return 'an unknown number of nodes and relationships';
  const { nodes = 0, relationships = 0, properties } = counts;
  return `${formatQuantity(nodes, 'nodes')}, ${formatQuantity(relationships, 'relationships')}${properties === undefined ? '' : `, ${formatQuantity(properties, 'properties')}`}`;
}
