import { vocabulary } from '../../model/vocabulary.ts';

/** Vocabularies that several classes use. Their order decides bytes. */
export const status = vocabulary('OPERATIONAL', 'DEGRADED', 'MAINTENANCE', 'DOWN', 'DECOMMISSIONING');
export const criticality = vocabulary('CRITICAL', 'HIGH', 'MEDIUM', 'LOW');
export const environment = vocabulary('production', 'staging', 'test', 'development');
export const serverType = vocabulary('Web', 'App', 'DB', 'Cache', 'Compute', 'Storage');
export const deviceType = vocabulary('router', 'switch', 'firewall', 'load balancer');
export const language = vocabulary('Java', 'Go', 'TypeScript', 'Python', 'C#', 'Kotlin', 'Rust', 'Ruby');
/** The first teams own the most. */
export const team = vocabulary(
  'Platform',
  'Payments',
  'Identity & Access',
  'Search',
  'Checkout',
  'Logistics',
  'Data Platform',
  'Customer Care',
  'Pricing',
  'Mobile',
  'Site Reliability',
  'Risk & Fraud',
);
/** What an application or database is about: the first part of its name. */
export const domain = vocabulary(
  'orders',
  'payments',
  'invoices',
  'customers',
  'catalog',
  'inventory',
  'shipping',
  'returns',
  'loyalty',
  'identity',
  'search',
  'pricing',
  'notifications',
  'reports',
  'claims',
  'contracts',
  'accounts',
  'bookings',
  'fraud',
  'documents',
);
export const tag = vocabulary('pci', 'gdpr', 'public', 'internal', 'legacy', 'pilot', 'backup', 'monitored');
