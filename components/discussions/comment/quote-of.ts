/** A text as Markdown quotes it, with room for an answer below. */
export const quoteOf = (text: string): string => (text.trim() === "" ? "" : `${text.trim().replace(/^/gm, "> ")}\n\n`);
