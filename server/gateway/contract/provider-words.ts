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

/** Finer words of this context for `DomainError.reason`. */
type GatewayReason =
  | "address_not_allowed"
  | "api_key_disabled"
  | "budget_out_of_reach"
  | "deployment_not_running"
  | "endpoint_not_allowed"
  | "endpoint_not_supported"
  | "invalid_api_key"
  | "journal_full"
  | "journal_unwritable"
  | "model_not_allowed"
  | "model_not_found"
  | "no_api_key"
  | "no_price"
  | "previous_response_not_found"
  | "rate_limit_exceeded"
  | ProviderReason;

declare module "@/server/kernel/errors" {
  interface Reasons {
    readonly gateway: GatewayReason;
  }
}

/** What the test of a connection found. */
export const TEST_OUTCOMES = ["ok", "refused", "unexpected", "late", "unreachable", "closed"] as const;
