/** How bulkgen writes CSV; recorded in the manifest and given to the importer. */
export const dialect = { delimiter: ',', arrayDelimiter: ';', quote: '"', encoding: 'UTF-8' } as const;

export const lineEnd = '\n';
