import { type Vocabulary, vocabulary } from '../vocabulary.ts';

/** The vocabulary of a text in which commas and line ends separate the words. */
export function listWords(text: string): Vocabulary<string> {
  return vocabulary(...text.trim().split(/,\s*|\s*\n/));
}
