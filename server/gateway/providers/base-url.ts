import { type Ctx, DomainError } from "@/server/kernel";
import type { ProviderReason } from "../contract/provider-words";

/** Beside the origins that an operator opened; what the guarded fetch calls as well. */
const PORTS = new Set(["", "443", "8443"]);

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
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    throw refused("scheme_refused", "Give an address that starts with https://: no other is taken");
  }
  if (url.username !== "" || url.password !== "") {
    throw refused("credentials_in_address", "Leave name and password out of the address: there is a field for a key");
  }
  if (!live.insideOrigins.has(url.origin)) {
    if (url.protocol === "http:") {
      throw refused(
        "insecure_address",
        "Use https://: without it everybody on the way reads what is sent. A server of the own network is opened with YARD_INSIDE_ORIGINS",
      );
    }
    if (!PORTS.has(url.port)) {
      throw refused(
        "port_refused",
        `Port ${url.port} is called only at addresses of the own network that YARD_INSIDE_ORIGINS names`,
      );
    }
  }
  refuseAddress(url.href);
  return url.href.replace(/\/+$/, "");
}

const refused = (reason: ProviderReason, message: string) => new DomainError("invalid", message, { reason });
