import { enumeration } from '../../../model/column/enumeration.ts';
import { integer } from '../../../model/column/integer.ts';
import { drawAnyWord, vocabulary } from '../../../model/vocabulary.ts';
import { applicationColumns, createApplicationCells } from '../application.ts';
import { defineCiClass } from '../ci-class.ts';

const trigger = vocabulary('hourly', 'nightly', 'weekly', 'on message', 'on demand');

export const backgroundService = defineCiClass({
  label: 'BackgroundService',
  id: { prefix: 'bg', digits: 6 },
  columns: {
    ...applicationColumns('BackgroundService'),
    trigger: enumeration(trigger),
    timeoutSeconds: integer(),
  },
  share: 700,
  precedence: 10,
  rows(graph) {
    const writeApplication = createApplicationCells(graph, 'BackgroundService');
    const drawTrigger = drawAnyWord(graph.stream('BackgroundService/trigger'), trigger);
    const timeouts = graph.stream('BackgroundService/timeoutSeconds');
    return (ordinal, cell) => {
      writeApplication(ordinal, cell);
      cell.trigger(drawTrigger(ordinal));
      cell.timeoutSeconds(30 * timeouts.between(1, 240, ordinal));
    };
  },
});
