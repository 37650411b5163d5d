import type { Resource } from "@/server/access";

/** The account that owns and pays, as the thing a billing permission is asked for. */
export const accountResource = (id: string): Resource => ({ kind: "Account", id, ownerId: id, visibility: "private" });
