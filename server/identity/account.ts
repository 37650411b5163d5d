import type { AccountSummary } from "./contract";

interface Facts extends Omit<AccountSummary, "avatarUrl"> {
  readonly avatar: string | null;
}

/** Days in which a deleted account can be restored. */
export const RESTORABLE_MS = 30 * 24 * 60 * 60_000;

/** Path of a picture on this site, by the SHA-256 of its bytes. */
export const avatarUrlOf = (hash: string): string => `/api/v1/avatars/${hash}`;

/** What everybody may know of an account. */
export const summaryOf = ({ id, kind, name, displayName, avatar }: Facts): AccountSummary => ({
  id,
  kind,
  name,
  displayName,
  avatarUrl: avatar === null ? null : avatarUrlOf(avatar),
});
