import { decimal } from '../../../model/column/decimal.ts';
import { enumeration } from '../../../model/column/enumeration.ts';
import { integer } from '../../../model/column/integer.ts';
import { text } from '../../../model/column/text.ts';
import type { GraphContext } from '../../../model/definition.ts';
import { vocabulary } from '../../../model/vocabulary.ts';
import { hasCustomers, ownerTeam, tabulateCells } from '../agreement.ts';
import { defineCiClass } from '../ci-class.ts';
import { ciColumns, writeState } from '../configuration-item.ts';
import { createNaming } from '../names.ts';
import { createServiceStatus } from '../service-states.ts';
import { type Domain, domain } from '../structure/cells.ts';
import { estateOf } from '../structure/estate.ts';
import { namedServices } from '../structure/named-services.ts';
import { criticality } from '../words.ts';

/** What a business service does. No named service ends with one of these words and a number. */
const activities = ['Approval', 'Reporting', 'Settlement', 'Support', 'Planning', 'Intake', 'Renewal', 'Review'];
/** Those that customers of a domain use, and those of them that earn something. */
const customerActivities = ['Support', 'Intake', 'Renewal'];
const earningActivities = ['Intake', 'Renewal'];
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

/** How many users the named services have, and what they earn in an hour. What they prevent or pay out is not earned. */
const namedFigures: Readonly<Record<(typeof namedServices)[number]['name'], readonly [users: number, earned: number]>> =
  {
    'Online Banking': [2_400_000, 42_300],
    Checkout: [3_100_000, 186_500],
    Payroll: [24_000, 0],
    'Claims Handling': [310_000, 0],
    'Order Management': [1_250_000, 96_200],
    'Card Payments': [2_800_000, 128_400],
    'Customer Onboarding': [180_000, 6_500],
    'Shipment Tracking': [1_900_000, 2_100],
    'Product Catalog': [4_200_000, 31_000],
    'Fraud Detection': [850, 0],
  };

/** These are agreed for 24 × 7, however few use them: fraud does not sleep. */
const alwaysOn: readonly string[] = ['Fraud Detection'] satisfies readonly (typeof namedServices)[number]['name'][];

/** Other services have at most so many users: customers, or staff. */
const mostUsers = { customers: 200_000, staff: 5_000 } as const;
/** Cents an hour. */
const mostEarned = 2_000_000;

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
    const statusOf = createServiceStatus(graph);
    const draws = graph.stream('BusinessService/service');
    const figuresOf = createFigures(graph);
    return (ordinal, cell) => {
      const at = layout.partOf(ordinal);
      const named = naming.serviceOf(ordinal, at);
      const bits = draws.bits(ordinal);
      const about = domain.word(domains[at]!);
      const activity = activities[(bits >>> 10) & 7]!;
      const title = named < 0 ? `${capitalise(about)} ${activity}` : namedServices[named]!.name;
      const owner = department.code(departments[about] ?? 'Operations');
      const { users, cents } = figuresOf(ordinal, named, hasCustomers(about) ? activity : '');
      const isAlways = criticalities[at] === critical || users > mostUsers.customers || alwaysOn.includes(title);
      cell.id(ordinal);
      cell.name(named < 0 ? `${title} ${String(ordinal).padStart(5, '0')}` : title);
      writeState(cell, {
        status: statusOf(ordinal),
        criticality: criticalities[at]!,
        environment: environments[at]!,
      });
      cell.department(owner);
      cell.ownerTeam(teams[at]!);
      const hours = isAlways ? '24 × 7' : '06:00–22:00';
      cell.description(`"${title}" for ${department.word(owner)}: agreed hours ${hours}`);
      cell.users(users);
      cell.revenuePerHour(cents);
      cell.availabilityTarget(availabilityTargets[criticalities[at]!]!);
    };
  },
});

/** Makes the function that gives the users and the cents an hour of a service, by what it does for customers. */
function createFigures(graph: GraphContext) {
  const draws = graph.stream('BusinessService/users');
  const earned = graph.stream('BusinessService/revenuePerHour');
  return (ordinal: number, named: number, activity: string) => {
    if (named >= 0) {
      const [users, perHour] = namedFigures[namedServices[named]!.name];
      return { users, cents: 100 * perHour };
    }
    const most = mostUsers[customerActivities.includes(activity) ? 'customers' : 'staff'];
    const cents = earningActivities.includes(activity) ? earned.below(mostEarned, ordinal) : 0;
    return { users: 10 * draws.between(1, most / 10, ordinal), cents };
  };
}

function capitalise(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
