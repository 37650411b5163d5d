/** Beside the origins that an operator opened. */
const PORTS = new Set(["", "443", "8443"]);

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
  return PORTS.has(url.port) ? null : "port_refused";
}
