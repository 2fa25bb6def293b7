import { quoteWord } from '../../system/quote-word.ts';

/** The option that names the file of a model. Without a folder before it, the name would be that of a model that bulkgen brings. */
export function spellModelOption(file: string): string {
  return `--model ${quoteWord(/[/\\]/.test(file) ? file : `./${file}`)}`;
}
