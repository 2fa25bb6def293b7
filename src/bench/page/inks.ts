import type { Ink } from '../../page/palette.ts';
import type { BenchMethod } from '../report.ts';

/**
 * The colour of each method, the same in every plot. People with any kind of colour blindness can distinguish all
 * pairs. The contrast to the background is 3 or more.
 */
export const methodInks: Readonly<Record<BenchMethod, Ink>> = {
  create: { light: '#3a3f45', dark: '#d9dee4' },
  maps: { light: '#c67c20', dark: '#f5bd28' },
  unwind: { light: '#0032be', dark: '#4c4ef0' },
  apoc: { light: '#4981f0', dark: '#9dbaff' },
  csv: { light: '#9b65a9', dark: '#a97bd2' },
  procedure: { light: '#097963', dark: '#4ca37b' },
  import: { light: '#840102', dark: '#ff5814' },
};
