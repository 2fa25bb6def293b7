import { decimal } from '../../../model/column/decimal.ts';
import { enumeration } from '../../../model/column/enumeration.ts';
import { integer } from '../../../model/column/integer.ts';
import { text } from '../../../model/column/text.ts';
import { vocabulary } from '../../../model/vocabulary.ts';
import { hasCustomers, ownerTeam, tabulateCells } from '../agreement.ts';
import { defineCiClass } from '../ci-class.ts';
import { ciColumns, statuses, statusMask, writeState } from '../configuration-item.ts';
import { createNaming } from '../names.ts';
import { type Domain, domain } from '../structure/cells.ts';
import { estateOf } from '../structure/estate.ts';
import { namedServices } from '../structure/named-services.ts';
import { criticality } from '../words.ts';

/** What a business service does. No named service ends with one of these words and a number. */
const activities = ['Approval', 'Reporting', 'Settlement', 'Support', 'Planning', 'Intake', 'Renewal', 'Review'];
const department = vocabulary('Retail', 'Operations', 'Finance', 'Human Resources', 'Sales & Marketing');

type Department = (typeof department.words)[number];

/** The department of a domain, where it is not Operations. */
const departments: Readonly<Partial<Record<Domain, Department>>> = {
  ...{ banking: 'Retail', checkout: 'Retail', payments: 'Retail', customers: 'Retail', bookings: 'Retail' },
  ...{ invoices: 'Finance', fraud: 'Finance', claims: 'Finance', reports: 'Finance', contracts: 'Finance' },
  ...{ catalog: 'Sales & Marketing', loyalty: 'Sales & Marketing', search: 'Sales & Marketing' },
  ...{ pricing: 'Sales & Marketing', subscriptions: 'Sales & Marketing', forecasts: 'Finance' },
  payroll: 'Human Resources',
};

const critical = criticality.code('CRITICAL');

/** Thousandths of a percent by criticality. */
const availabilityTargets = criticality.codes.map((code) => [99_990, 99_900, 99_500, 99_000][code]!);

export const businessService = defineCiClass({
  label: 'BusinessService',
  id: { prefix: 'svc', digits: 5 },
  columns: {
    ...ciColumns('BusinessService', { name: text(80), csdmClass: 'cmdb_ci_service_business' }),
    department: enumeration(department),
    ownerTeam: enumeration(ownerTeam),
    description: text(160),
    users: integer(),
    revenuePerHour: decimal(2),
    availabilityTarget: decimal(3),
  },
  share: { parts: 50, least: namedServices.length },
  precedence: 10,
  rows(graph) {
    const estate = estateOf(graph);
    const layout = estate.layout('BusinessService');
    const naming = createNaming(estate, layout);
    const { environments, criticalities, teams, domains } = tabulateCells(estate.cells);
    const draws = graph.stream('BusinessService/service');
    const users = graph.stream('BusinessService/users');
    const revenue = graph.stream('BusinessService/revenuePerHour');
    return (ordinal, cell) => {
      const at = layout.partOf(ordinal);
      const named = naming.serviceOf(ordinal, at);
      const bits = draws.bits(ordinal);
      const about = domain.word(domains[at]!);
      const title = named < 0 ? `${capitalise(about)} ${activities[(bits >>> 10) & 7]!}` : namedServices[named]!.name;
      const owner = department.code(departments[about] ?? 'Operations');
      cell.id(ordinal);
      cell.name(named < 0 ? `${title} ${String(ordinal).padStart(5, '0')}` : title);
      writeState(cell, {
        status: statuses[bits & statusMask]!,
        criticality: criticalities[at]!,
        environment: environments[at]!,
      });
      cell.department(owner);
      cell.ownerTeam(teams[at]!);
      cell.description(
        `"${title}" for ${department.word(owner)}: agreed hours ${criticalities[at] === critical ? '24 × 7' : '06:00–22:00'}`,
      );
      cell.users(10 * users.between(1, 20_000, ordinal));
      cell.revenuePerHour(hasCustomers(about) ? revenue.below(10_000_000, ordinal) : 0);
      cell.availabilityTarget(availabilityTargets[criticalities[at]!]!);
    };
  },
});

function capitalise(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
