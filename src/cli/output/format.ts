import { formatCount } from '../../system/format-number.ts';
import { escapeLine } from './terminal.ts';

/** `0.4 s`, `41 s`, `3 min 20 s`, `2 h 5 min`. */
export function formatSeconds(seconds: number): string {
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  return whole < 3_600 ? `${minutes} min ${whole % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** `7 orphan, 7 stale, 6 duplicate`: how many nodes there are of each kind. */
export function formatKinds(kinds: Readonly<Record<string, number>>): string {
  return Object.entries(kinds)
    .map(([kind, nodes]) => `${formatCount(nodes)} ${kind}`)
    .join(', ');
}

/** The lines of a table. Columns that hold numbers are aligned to the right, with their titles. */
export function formatTable(rows: readonly (readonly (string | number)[])[]): string {
  const texts = rows.map((row) => row.map((cell) => (typeof cell === 'number' ? formatCount(cell) : escapeLine(cell))));
  const columns = Array.from({ length: Math.max(...rows.map((row) => row.length)) }, (_, index) => ({
    width: Math.max(...texts.map((row) => row[index]?.length ?? 0)),
    holdsNumbers: rows.some((row) => typeof row[index] === 'number'),
  }));
  const align = (text: string, index: number): string => {
    const { width, holdsNumbers } = columns[index]!;
    return holdsNumbers ? text.padStart(width) : text.padEnd(width);
  };
  return texts.map((row) => `${row.map(align).join('  ').trimEnd()}\n`).join('');
}
