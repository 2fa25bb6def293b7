import { formatDay, formatSecond } from '../model/calendar.ts';
import type { PropertyValue } from '../model/value.ts';
import type { ForeignValue } from '../neo4j/value.ts';

/**
 * A value as text that no other value has and that ends by itself, so that texts can stand one behind the other: the
 * integer 5 is `i5;`, the float `f5;`, the string `s1:5`; nothing at all is `-`, and the empty string `s0:`.
 */
export function canonicalValue(value: PropertyValue | ForeignValue): string {
  switch (typeof value) {
    case 'string':
      return `s${value.length}:${value}`;
    case 'bigint':
      return `i${value};`;
    case 'number':
      return Object.is(value, -0) ? 'f-0;' : `f${value};`; // ECMAScript's shortest text that reads as the same double
    case 'boolean':
      return value ? 'b1' : 'b0';
  }
  if (value === null) return '-';
  if (!('kind' in value)) return `l${value.length}:${value.map(canonicalValue).join('')}`;
  switch (value.kind) {
    case 'date':
      return canonicalDate(formatDay(value.day));
    case 'datetime':
      return canonicalDatetime(formatSecond(value.second));
    case 'point':
      return `p${canonicalValue(value.longitude)}${canonicalValue(value.latitude)}`;
    case 'foreign':
      return `x${value.text.length}:${value.text}`;
  }
}

/** A date that is there as text, `YYYY-MM-DD`. */
export function canonicalDate(text: string): string {
  return `d${text};`;
}

/** A datetime that is there as text, `YYYY-MM-DDTHH:MM:SSZ`. */
export function canonicalDatetime(text: string): string {
  return `t${text};`;
}
