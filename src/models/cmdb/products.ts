import { type Code, type Vocabulary, vocabulary } from '../../model/vocabulary.ts';
import { listReleases, type Release, tabulateReleases } from './releases.ts';

/** A model, the day from which one could order it, and some releases of its system that are in use. */
export type Product = readonly [model: string, since: string, systems: readonly string[]];

/** The models of a class of CIs, and the releases of their systems. */
export interface Products {
  readonly model: Vocabulary<string>;
  readonly firmware: Vocabulary<string>;
  /** A release of the system of a model, by random bits. */
  firmwareOf(model: Code<string>, bits: number): Code<string>;
}

/** Makes the vocabularies of products. Their order decides bytes. */
export function listProducts(products: readonly Product[]): Products {
  const firmware = vocabulary(...new Set(products.flatMap(([, , systems]) => systems)));
  const systemsOf = products.map(([, , systems]) => systems.map(firmware.code));
  return {
    model: listReleases(toReleases(products)),
    firmware,
    firmwareOf(model, bits) {
      const systems = systemsOf[model]!;
      return systems[bits % systems.length]!;
    },
  };
}

/** The newest of some products by `entryOf` of an age: the code of its model. */
export function tabulateProducts(
  { model }: Products,
  products: readonly Product[],
  asOfDay: number,
): readonly Code<string>[] {
  return tabulateReleases(model, toReleases(products), asOfDay);
}

function toReleases(products: readonly Product[]): readonly Release[] {
  return products.map(([model, since]) => [model, since]);
}
