import { boolean } from '../../../model/column/boolean.ts';
import { enumeration } from '../../../model/column/enumeration.ts';
import { drawAnyWord, vocabulary } from '../../../model/vocabulary.ts';
import { applicationColumns, createApplicationCells } from '../application.ts';
import { defineCiClass } from '../ci-class.ts';

const framework = vocabulary('React', 'Angular', 'Vue', 'Spring MVC', 'Rails', 'Django');

export const webApplication = defineCiClass({
  label: 'WebApplication',
  id: { prefix: 'web', digits: 6 },
  columns: { ...applicationColumns('WebApplication'), framework: enumeration(framework), publicFacing: boolean() },
  share: 800,
  precedence: 8,
  rows(graph) {
    const writeApplication = createApplicationCells(graph, 'WebApplication');
    const drawFramework = drawAnyWord(graph.stream('WebApplication/framework'), framework);
    const facing = graph.stream('WebApplication/publicFacing');
    return (ordinal, cell) => {
      writeApplication(ordinal, cell);
      cell.framework(drawFramework(ordinal));
      cell.publicFacing(facing.chance(4, 10, ordinal));
    };
  },
});
