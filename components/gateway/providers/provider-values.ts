import type { Provider } from "@/server/gateway/contract/provider";
import { PROVIDER_KINDS } from "@/server/gateway/contract/provider-words";

/** What is typed about a provider. */
export interface ProviderValues {
  readonly kind: Provider["kind"];
  readonly name: string;
  readonly baseUrl: string;
  /** Empty: as it is. */
  readonly credential: string;
  readonly forgetsCredential: boolean;
  /** `Name: value`, one on a line; empty: as they are. */
  readonly headers: string;
  readonly forgetsHeaders: boolean;
  /** Names, with commas or spaces between. */
  readonly organizations: string;
  /** Seconds. */
  readonly total: string;
  readonly idle: string;
}

/** A form about a provider as it is, or about a new one; what is secret is never in it. */
export const valuesOf = (provider: Provider | null): ProviderValues => ({
  kind: provider?.kind ?? PROVIDER_KINDS[0],
  name: provider?.name ?? "",
  baseUrl: provider?.baseUrl ?? "",
  organizations: provider?.organizations.join(", ") ?? "",
  total: String((provider?.totalMs ?? 600_000) / 1_000),
  idle: String((provider?.idleMs ?? 60_000) / 1_000),
  ...{ credential: "", forgetsCredential: false, headers: "", forgetsHeaders: false },
});

const milliseconds = (seconds: string): number => Math.round(Number(seconds) * 1_000);

const namesIn = (text: string): string[] => text.split(/[\s,，、]+/).filter((name) => name !== "");

/** Lines without a colon are headers without a value, which the server refuses by name. */
export function headersIn(text: string): Record<string, string> {
  const lines = text.split("\n").map((line) => line.trim());
  return Object.fromEntries(
    lines
      .filter((line) => line !== "")
      .map((line) => {
        const colon = line.includes(":") ? line.indexOf(":") : line.length;
        return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
      }),
  );
}

/** As the operations take it; what is secret and was not touched is left out. */
export function inputOf({ name, baseUrl, organizations, total, idle, ...secrets }: ProviderValues) {
  const { credential, forgetsCredential, headers, forgetsHeaders } = secrets;
  return {
    ...{ name, baseUrl, organizations: namesIn(organizations) },
    ...{ totalMs: milliseconds(total), idleMs: milliseconds(idle) },
    ...(credential !== "" && { credential }),
    ...(credential === "" && forgetsCredential && { credential: null }),
    ...(headers.trim() !== "" && { headers: headersIn(headers) }),
    ...(headers.trim() === "" && forgetsHeaders && { headers: {} }),
  };
}
