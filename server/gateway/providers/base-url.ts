import { type Ctx, DomainError } from "@/server/kernel";
import { outwardProblem } from "@/server/ports/outward-address";
import type { ProviderReason } from "../contract/provider-words";

/**
 * The base address of a provider without a slash at its end. Throws `invalid` with `bad_address`, `scheme_refused`,
 * `credentials_in_address`, `insecure_address`, `port_refused` or `address_refused`, in words that say what to do.
 * Nothing is asked over the network; whoever calls the address later checks where its name leads.
 */
export function readBaseUrl({ live, refuseAddress }: Ctx<"insideOrigins">, text: string): string {
  const url = URL.parse(text);
  if (url === null || /[\p{Cc}\p{Cf}\s\\]/u.test(text) || url.search !== "" || url.hash !== "") {
    throw refused("bad_address", "Give the address where the interface begins, such as https://api.example.com/v1");
  }
  const problem = outwardProblem(url, (origin) => live.insideOrigins.has(origin));
  if (problem) throw refused(problem, WORDS[problem](url));
  refuseAddress(url.href);
  return url.href.replace(/\/+$/, "");
}

const WORDS = {
  scheme_refused: () => "Give an address that starts with https://: no other is taken",
  credentials_in_address: () => "Leave name and password out of the address: there is a field for a key",
  insecure_address: () =>
    "Use https://: without it everybody on the way reads what is sent. A server of the own network is opened with YARD_INSIDE_ORIGINS",
  port_refused: ({ port }: URL) =>
    `Port ${port} is called only at addresses of the own network that YARD_INSIDE_ORIGINS names`,
} as const;

const refused = (reason: ProviderReason, message: string) => new DomainError("invalid", message, { reason });
