import { BulkgenError } from '../errors.ts';
import type { FailureRule } from '../model/failure.ts';
import type { GraphTables } from '../model/table.ts';
import { createStep, followStep, requireSections, type Step, type StepFinder } from './step.ts';
import type { VisitedNodes } from './visited-nodes.ts';

/** A step along which a failure spreads. */
export type FailureStep = Step & Pick<FailureRule, 'needed' | 'isRequired'>;

/**
 * The ways of failures by the rules of the model. Unless they are aware of redundancy, every row carries a failure. Throws `invalid-option`
 * for a model without rules, and `invalid-model` for a rule without rows.
 */
export function bindFailures(graph: GraphTables, aware: boolean): readonly FailureStep[] {
  const rules = graph.failures();
  if (rules.length === 0)
    throw new BulkgenError('invalid-option', 'Expected the model to have rules by which failures spread, got none', {
      hint: 'Add `failures` to the model, or ask `bulkgen ask path`.',
    });
  return rules.flatMap(({ type, from, to, fails, needed, isRequired }) => {
    const sections = requireSections(graph, type).filter(
      (section) => (from === undefined || section.from === from) && (to === undefined || section.to === to),
    );
    if (sections.length === 0) {
      const message = `Expected the failure rule of ${type} to fit to relationships of the model, got ${from ?? 'any'} to ${to ?? 'any'}`;
      throw new BulkgenError('invalid-model', message, { hint: 'Correct the `failures` of the model.' });
    }
    const conditions = aware ? { ...(needed && { needed }), ...(isRequired && { isRequired }) } : {};
    return sections.map((section) => ({ ...createStep(graph, section, fails), ...conditions }));
  });
}

/** Places of the nodes that were visited at one distance. */
export interface Wave {
  readonly first: number;
  readonly end: number;
}

/**
 * Visits what fails when a node fails, breadth first, and returns the places of each distance: 1, 2, and so on. The node itself has place
 * 0. It may stop in the middle of a distance, as soon as so many nodes have failed beside it.
 */
export function* spreadFailure(
  find: StepFinder<FailureStep>,
  visited: VisitedNodes,
  { first, enough = Number.POSITIVE_INFINITY }: { readonly first: number; readonly enough?: number },
): Generator<Wave, void> {
  visited.add(first, -1);
  const losses = new Map<FailureStep, Map<number, number>>();
  let wave: Wave = { first: 0, end: 1 };
  while (wave.first < wave.end) {
    for (let place = wave.first; place < wave.end && visited.size <= enough; place++) {
      const record = visited.at(place);
      const { table, steps } = find(record);
      const cause = record - table.base;
      for (const step of steps) {
        for (const node of followStep(step, cause)) {
          if (visited.size > enough) break;
          if (visited.placeOf(step.base + node) !== undefined) continue;
          if (feelsFailure(step, cause, node, losses)) visited.add(step.base + node, place);
        }
      }
    }
    wave = { first: wave.end, end: visited.size };
    if (wave.first < wave.end) yield wave;
  }
}

/** Whether a node fails now that one of its rows leads to a node that failed. Counts the rows that it lost. */
function feelsFailure(
  step: FailureStep,
  cause: number,
  node: number,
  losses: Map<FailureStep, Map<number, number>>,
): boolean {
  const { to, needed, isRequired } = step;
  const [source, target] = to === 'target' ? [cause, node] : [node, cause];
  if (isRequired && !isRequired(source, target)) return false;
  if (!needed) return true;
  const ofStep = losses.get(step) ?? new Map<number, number>();
  losses.set(step, ofStep);
  const lost = (ofStep.get(node) ?? 0) + 1;
  ofStep.set(node, lost);
  return step.links.degree(to, node) - lost < needed(node);
}
