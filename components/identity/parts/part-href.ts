/** What an organisation is divided into; also the words of its forms. */
export type PartKind = "teams" | "groups";

const SHELVES = { teams: "teams", groups: "resource-groups" } as const satisfies Record<PartKind, string>;

export const partHref = (kind: PartKind, organization: string, name: string): string =>
  `/organizations/${organization}/${SHELVES[kind]}/${name}`;
