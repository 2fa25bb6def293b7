// What the CIs of a cell agree in: how critical they are, and who owns them.
import { type Code, vocabulary } from '../../model/vocabulary.ts';
import type { Cell, Domain } from './structure/cells.ts';
import { domain } from './structure/cells.ts';
import { type Criticality, criticality, environment } from './words.ts';

/** Who owns a domain, and how critical its production is. Production is never LOW, so what is CRITICAL needs nothing that is LOW. */
const domains: Readonly<Record<Domain, readonly [team: string, criticality: Exclude<Criticality, 'LOW'>]>> = {
  platform: ['Platform', 'CRITICAL'],
  workflow: ['Process Automation', 'CRITICAL'],
  banking: ['Retail Banking', 'CRITICAL'],
  checkout: ['Checkout', 'CRITICAL'],
  payroll: ['Payroll & Benefits', 'HIGH'],
  claims: ['Claims', 'HIGH'],
  orders: ['Order Fulfilment', 'HIGH'],
  payments: ['Payments', 'CRITICAL'],
  customers: ['Customer Care', 'HIGH'],
  shipping: ['Logistics', 'MEDIUM'],
  catalog: ['Product Data', 'MEDIUM'],
  fraud: ['Risk & Fraud', 'HIGH'],
  invoices: ['Billing', 'MEDIUM'],
  inventory: ['Warehouse', 'MEDIUM'],
  returns: ['Returns Desk', 'MEDIUM'],
  loyalty: ['Marketing', 'MEDIUM'],
  search: ['Search', 'MEDIUM'],
  pricing: ['Pricing', 'HIGH'],
  notifications: ['Messaging', 'MEDIUM'],
  reports: ['Business Intelligence', 'MEDIUM'],
  contracts: ['Legal', 'MEDIUM'],
  bookings: ['Reservations', 'MEDIUM'],
  documents: ['Document Services', 'MEDIUM'],
  subscriptions: ['Subscriptions', 'MEDIUM'],
  procurement: ['Purchasing', 'MEDIUM'],
  forecasts: ['Data Science', 'MEDIUM'],
};

/** What these do is for the company itself: it has no customers and earns nothing. */
const internalDomains: readonly Domain[] = [
  ...(['platform', 'workflow', 'payroll', 'fraud', 'inventory', 'pricing', 'reports', 'contracts'] as const),
  ...(['documents', 'procurement', 'forecasts'] as const),
];

/** These sell something on the web. */
const sellingDomains: readonly Domain[] = ['checkout', 'orders', 'catalog', 'loyalty', 'bookings', 'subscriptions'];

/** These read or store card numbers. */
const cardDomains: readonly Domain[] = ['banking', 'checkout', 'payments'];

/** These store no personal data. */
const impersonalDomains: readonly Domain[] = [
  ...(['platform', 'workflow', 'catalog', 'inventory', 'search', 'pricing'] as const),
  ...(['reports', 'procurement', 'forecasts'] as const),
];

/** Whether customers use the services of a domain. */
export function hasCustomers(of: Domain): boolean {
  return !internalDomains.includes(of);
}

/** Whether a domain sells something on the web. */
export function hasShop(of: Domain): boolean {
  return sellingDomains.includes(of);
}

/** Whether the rules for card data (PCI DSS) apply to a domain. */
export function takesCards(of: Domain): boolean {
  return cardDomains.includes(of);
}

/** Whether a domain stores personal data. */
export function hasPersonalData(of: Domain): boolean {
  return !impersonalDomains.includes(of);
}

/** The teams that own domains: one each. */
export const ownerTeam = vocabulary(...domain.words.map((name) => domains[name][0]));

/** The team that owns a domain. */
export function teamOfDomain(of: Code<Domain>): Code<string> {
  return ownerTeam.codes[of]!;
}

/** How critical all that is in a cell is. */
export function criticalityOfCell({ environment: where, domain: of }: Cell): Code<Criticality> {
  if (where === environment.code('production')) return criticality.code(domains[domain.word(of)][1]);
  return criticality.code(where === environment.code('staging') ? 'MEDIUM' : 'LOW');
}

/** What the rows of a class look up by the index of their cell. */
export interface CellTables {
  readonly environments: readonly Cell['environment'][];
  readonly criticalities: readonly Code<Criticality>[];
  readonly teams: readonly Code<string>[];
  readonly domains: readonly Code<Domain>[];
}

/** Tables of what cells agree in. */
export function tabulateCells(cells: readonly Cell[]): CellTables {
  return {
    environments: cells.map((cell) => cell.environment),
    criticalities: cells.map(criticalityOfCell),
    teams: cells.map((cell) => teamOfDomain(cell.domain)),
    domains: cells.map((cell) => cell.domain),
  };
}
