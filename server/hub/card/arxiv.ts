const PAPER = /\b(?:arxiv\.org\/(?:abs|pdf)\/|arxiv:)(\d{4}\.\d{4,5})/gi;

/** Ids of the papers that a text links to. */
export const papersIn = (text: string): string[] => [
  ...new Set([...text.slice(0, 200_000).matchAll(PAPER)].flatMap(([, id]) => id ?? [])),
];
