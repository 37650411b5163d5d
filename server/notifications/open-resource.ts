import type { Repository } from "@/server/hub";

/** For what whoever may read the repository may read: no role is needed until it is private (`guardNews`). */
export const openResource = ({ id, ownerId, visibility }: Pick<Repository, "id" | "ownerId" | "visibility">) => ({
  permission: visibility === "private" ? ("repo.read" as const) : null,
  id,
  ownerId,
});
