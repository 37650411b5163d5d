import type { Resource } from "@/server/access";

/** An API key, or the keys of an owner, as the thing a key permission is asked for. */
export const keyResource = (id: string, ownerId: string): Resource => ({
  ...{ kind: "API key", id, ownerId },
  visibility: "private",
});

/** An account, as the thing that `billing.read` is asked for. */
export const accountResource = (ownerId: string): Resource => ({ ...keyResource(ownerId, ownerId), kind: "Account" });
