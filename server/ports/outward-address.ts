/** Beside the origins that an operator opened; empty is the one of the scheme. */
const SECURE_PORTS: readonly string[] = ["", "443", "8443"];
const PORTS: readonly string[] = [...SECURE_PORTS, "80", "8080"];

/** Whether this platform calls anything at such a port: pictures and hooks may also lie where there is no TLS. */
export const isOutwardPort = (port: string): boolean => PORTS.includes(port);

type OutwardProblem = "scheme_refused" | "credentials_in_address" | "insecure_address" | "port_refused";

/**
 * Why this platform does not call an address that somebody typed; `null`: it does, once it is known where the name leads.
 * `isInside`: whether an operator opened this origin of the own network; those alone may lack TLS or have a port of their own.
 */
export function outwardProblem(url: URL, isInside: (origin: string) => boolean): OutwardProblem | null {
  if (url.protocol !== "https:" && url.protocol !== "http:") return "scheme_refused";
  if (url.username !== "" || url.password !== "") return "credentials_in_address";
  if (isInside(url.origin)) return null;
  if (url.protocol === "http:") return "insecure_address";
  return SECURE_PORTS.includes(url.port) ? null : "port_refused";
}

declare module "@/server/kernel/errors" {
  interface Reasons {
    readonly addresses: "address_refused" | "too_many_redirects";
  }
}
