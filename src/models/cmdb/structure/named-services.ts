/** A business service that every estate of 1,000 CIs or more has, in the domain whose first it is. */
export interface NamedService {
  readonly name: string;
  readonly domain: string;
}

/** They depend on the same application, database and machines in every estate, whatever its scale and seed. */
export const namedServices = [
  { name: 'Online Banking', domain: 'banking' },
  { name: 'Checkout', domain: 'checkout' },
  { name: 'Payroll', domain: 'payroll' },
  { name: 'Claims Handling', domain: 'claims' },
  { name: 'Order Management', domain: 'orders' },
  { name: 'Card Payments', domain: 'payments' },
  { name: 'Customer Onboarding', domain: 'customers' },
  { name: 'Shipment Tracking', domain: 'shipping' },
  { name: 'Product Catalog', domain: 'catalog' },
  { name: 'Fraud Detection', domain: 'fraud' },
] as const satisfies readonly NamedService[];

/** A smaller estate has none of them. */
export const smallestWithNamed = 1_000;

/** How many named services an estate has: all or none. */
export function countNamed(scale: number): number {
  return scale < smallestWithNamed ? 0 : namedServices.length;
}

/** The first part of the names of its application and database: `online-banking`. */
export function startOfNames({ name }: Pick<NamedService, 'name'>): string {
  return name.toLowerCase().replaceAll(' ', '-');
}
