import type { Body } from "./kinds/kind";

const MAX_LENGTH = 2_000;
/** Shorter ones are words that a message may hold by chance. */
const MIN_SECRET_LENGTH = 8;

interface Hidden {
  /** As they go to the provider. */
  readonly headers: Readonly<Record<string, string>>;
  readonly upstreamName: string;
  readonly publicId: string;
}

type Refusal = { readonly error: Body } | null;

/** What a provider says of a request, without what its callers do not know of it, and not longer than people read. */
export function discreet(refusal: Refusal, { headers, upstreamName, publicId }: Hidden): Refusal {
  if (refusal === null) return null;
  const secrets = Object.values(headers)
    .map((value) => value.replace(/^Bearer /, ""))
    .filter(({ length }) => length >= MIN_SECRET_LENGTH);
  const shown = (text: string) =>
    secrets
      .reduce((told, secret) => told.replaceAll(secret, "[hidden]"), text)
      .replaceAll(upstreamName, () => publicId)
      .slice(0, MAX_LENGTH);
  const members = Object.entries(refusal.error);
  return {
    error: Object.fromEntries(members.map(([name, value]) => [name, typeof value === "string" ? shown(value) : value])),
  };
}
