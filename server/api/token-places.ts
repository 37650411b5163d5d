import "server-only";
import { SHELVES } from "@/server/hub/contract/repo";
import { api } from "./rsc";

/** Where a fine-grained token can be valid, apart from everywhere. */
export interface TokenPlace {
  readonly kind: "owner" | "resource";
  readonly id: string;
  /** `ada`, or `ada/model`. */
  readonly name: string;
}

/** The accounts that the viewer acts for, and their newest repositories. */
export async function placesOfTokens(): Promise<TokenPlace[]> {
  const { id, username: name, organizations } = await api.identity.getMe({});
  const accounts = [{ id, name }, ...organizations];
  const found = await Promise.all(
    accounts.flatMap(({ name: author }) =>
      SHELVES.map((shelf) => api.hub.listRepos({ shelf, author, sort: "updated", limit: 20 })),
    ),
  );
  const repos = found.flatMap(({ items }) => items);
  return [
    ...accounts.map((account) => ({ kind: "owner" as const, id: account.id, name: account.name })),
    ...repos.map((repo) => ({ kind: "resource" as const, id: repo.id, name: `${repo.namespace}/${repo.name}` })),
  ];
}
