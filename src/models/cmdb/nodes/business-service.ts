import { decimal } from '../../../model/column/decimal.ts';
import { enumeration } from '../../../model/column/enumeration.ts';
import { integer } from '../../../model/column/integer.ts';
import { text } from '../../../model/column/text.ts';
import { drawAnyWord, drawRankedWord, vocabulary } from '../../../model/vocabulary.ts';
import { defineCiClass } from '../ci-class.ts';
import { ciColumns, createCiCells } from '../configuration-item.ts';
import { team } from '../words.ts';

const service = vocabulary(
  'online-banking',
  'order-to-cash',
  'claims-handling',
  'customer-onboarding',
  'card-payments',
  'workforce-planning',
  'returns-and-refunds',
  'fleet-tracking',
);
const department = vocabulary('Retail', 'Operations', 'Finance', 'Human Resources', 'Sales & Marketing');

export const businessService = defineCiClass({
  label: 'BusinessService',
  id: { prefix: 'svc', digits: 5 },
  columns: {
    ...ciColumns('BusinessService', service),
    department: enumeration(department),
    ownerTeam: enumeration(team),
    description: text(160),
    users: integer(),
    revenuePerHour: decimal(2),
    availabilityTarget: decimal(3),
  },
  share: 200,
  precedence: 7,
  rows(graph) {
    const writeCi = createCiCells(graph, 'BusinessService');
    const drawService = drawAnyWord(graph.stream('BusinessService/service'), service);
    const drawDepartment = drawAnyWord(graph.stream('BusinessService/department'), department);
    const drawTeam = drawRankedWord(graph.stream('BusinessService/ownerTeam'), team);
    const users = graph.stream('BusinessService/users');
    const revenue = graph.stream('BusinessService/revenuePerHour');
    const targets = graph.stream('BusinessService/availabilityTarget');
    return (ordinal, cell) => {
      const name = drawService(ordinal);
      const owner = drawDepartment(ordinal);
      writeCi(ordinal, cell, name);
      cell.department(owner);
      cell.ownerTeam(drawTeam(ordinal));
      const title = service.word(name).replaceAll('-', ' ');
      cell.description(`"${title}" for ${department.word(owner)}, line ${ordinal + 1}: agreed hours 06:00–22:00`);
      cell.users(10 * users.between(1, 20_000, ordinal));
      cell.revenuePerHour(revenue.below(10_000_000, ordinal));
      cell.availabilityTarget(targets.between(99_000, 99_999, ordinal));
    };
  },
});
