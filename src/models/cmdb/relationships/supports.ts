import { decimal } from '../../../model/column/decimal.ts';
import { defineRelationship } from '../../../model/definition.ts';
import { createFanOut } from '../../../model/fan-out.ts';

const applicationClasses = ['WebApplication', 'APIService', 'Microservice', 'BackgroundService', 'MobileBackend'];
const degrees = [1, 1, 0, 1, 2, 1, 1, 1];

/** Applications support business services. The record numbers of the five classes of applications follow each other. */
export const supports = defineRelationship({
  type: 'SUPPORTS',
  columns: { weight: decimal(2) },
  rows(graph) {
    const classes = applicationClasses.map((label) => graph.nodes(label));
    const base = classes[0]!.base;
    const count = classes.reduce((sum, { count }) => sum + count, 0);
    const services = graph.nodes('BusinessService');
    const fanOut = createFanOut(services.count >= 2 ? degrees : [1], count);
    const targets = graph.stream('SUPPORTS/service');
    const weights = graph.stream('SUPPORTS/weight');
    return {
      count: services.count > 0 ? fanOut.rows : 0,
      row(ordinal, cell) {
        const application = fanOut.source(ordinal);
        const service = (targets.below(services.count, application) + fanOut.slot(ordinal)) % services.count;
        cell.ends(base + application, services.base + service);
        cell.weight(weights.between(1, 100, ordinal));
      },
    };
  },
});
