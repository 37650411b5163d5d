import type { Ctx } from "@/server/kernel";

/** Origins of the own network that an operator opened: those alone may lack TLS or have a port of their own. */
export type InsideOrigins = ReadonlySet<string>;

declare module "@/server/kernel/live" {
  interface Live {
    readonly insideOrigins: InsideOrigins;
  }
}

export const createInsideOrigins = (origins: readonly string[]): InsideOrigins => new Set(origins);

/** Names of the own network are for those who set a mirror up. */
export const isInside = ({ live }: Ctx<"insideOrigins">, { origin }: { readonly origin: string }): boolean =>
  live.insideOrigins.has(origin);
