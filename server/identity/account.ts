import type { AccountSummary } from "./contract";

interface Facts extends Omit<AccountSummary, "avatarUrl"> {
  readonly avatar: string | null;
}

/** Days in which a deleted account can be restored. */
export const RESTORABLE_MS = 30 * 24 * 60 * 60_000;

/** What everybody may know of an account. */
export const summaryOf = ({ id, kind, name, displayName, avatar }: Facts): AccountSummary => ({
  id,
  kind,
  name,
  displayName,
  avatarUrl: avatar === null ? null : `/api/v1/avatars/${avatar}`,
});
