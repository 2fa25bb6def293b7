import { secondsPerDay } from '../../../model/calendar.ts';
import { datetime } from '../../../model/column/datetime.ts';
import { integer } from '../../../model/column/integer.ts';
import type { GraphContext } from '../../../model/definition.ts';
import { vocabulary } from '../../../model/vocabulary.ts';
import { uptimes } from '../ages.ts';
import { tabulateCells } from '../agreement.ts';
import { defineCiClass } from '../ci-class.ts';
import { componentName } from '../columns/component-name.ts';
import { ciColumns } from '../configuration-item.ts';
import { hostStatesOf } from '../host-states.ts';
import { domain } from '../structure/cells.ts';
import { estateOf } from '../structure/estate.ts';
import { applicationLabels } from '../structure/layout.ts';

/** The second part of a name, in the order of `applicationLabels`. */
const nameWord = vocabulary('web-pod', 'mobile-pod', 'api-pod', 'job-pod', 'svc-pod');

/** How often containers were started again since they were made, by five random bits. */
const restarts = [...new Array<number>(24).fill(0), 1, 1, 1, 1, 2, 2, 3, 9];

export const container = defineCiClass({
  label: 'Container',
  id: { prefix: 'ctr', digits: 7 },
  columns: {
    ...ciColumns('Container', { name: componentName(domain, nameWord), csdmClass: 'cmdb_ci_docker_container' }),
    restartCount: integer(),
    startedAt: datetime(),
  },
  share: 3_000,
  precedence: 8,
  rows(graph) {
    const { cells, instances } = estateOf(graph);
    const { environments, criticalities, domains } = tabulateCells(cells);
    const { restartsOf, startOf } = createContainerStarts(graph);
    const states = hostStatesOf(graph);
    let [first, end, at] = [0, 0, 0]; // containers of one segment follow each other
    let word = nameWord.codes[0]!;
    return (ordinal, cell) => {
      if (ordinal < first || ordinal >= end) {
        const segment = instances.segmentOf(ordinal);
        [first, end, at] = [segment.firstContainer, segment.firstContainer + segment.containers, segment.cell];
        word = nameWord.codes[applicationLabels.indexOf(segment.label)]!;
      }
      cell.id(ordinal);
      cell.name(domains[at]!, word, ordinal);
      cell.type();
      cell.status(states.statusOfContainer(ordinal, at));
      cell.criticality(criticalities[at]!);
      cell.environment(environments[at]!);
      cell.csdmClass();
      cell.restartCount(restartsOf(ordinal));
      cell.startedAt(startOf(ordinal));
    };
  },
});

/** Makes the functions that say how often a container was started again, and in which second it started last. */
export function createContainerStarts(graph: GraphContext) {
  const draws = graph.stream('Container/container');
  const starts = graph.stream('Container/startedAt');
  const { least, most } = uptimes.Container;
  const now = graph.asOfDay * secondsPerDay;
  return {
    restartsOf: (container: number): number => restarts[(draws.bits(container) >>> 10) & 31]!,
    startOf: (container: number): number => now - starts.between(least, most, container),
  };
}
