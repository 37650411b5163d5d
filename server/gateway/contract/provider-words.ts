// Beside the schemas, not among them: the browser needs these words on pages that check nothing.

/** Wire formats of providers; each is a file of `server/gateway/providers/kinds`. */
export const PROVIDER_KINDS = ["openai-compatible", "anthropic"] as const;

/** Why a provider or one of its models is refused. */
export const PROVIDER_REASONS = [
  "bad_address",
  "scheme_refused",
  "credentials_in_address",
  "insecure_address",
  "port_refused",
  "address_refused",
  "name_taken",
  "name_deployed",
  "too_many_models",
] as const;
export type ProviderReason = (typeof PROVIDER_REASONS)[number];

/** What the test of a connection found. */
export const TEST_OUTCOMES = ["ok", "refused", "unexpected", "late", "unreachable", "closed"] as const;
