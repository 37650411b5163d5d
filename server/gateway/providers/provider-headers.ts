import { z } from "zod";
import type { Ctx } from "@/server/kernel";
import { kindOf } from "./kinds";
import type { ProviderRow } from "./store";

const Sealed = z.record(z.string(), z.string());

/** Headers of a call to a provider: what its kind sends, its credential, and what administrators added. */
export function headersFor(
  ctx: Ctx,
  { kind, credential, headers }: Pick<ProviderRow, "kind" | "credential" | "headers">,
): Readonly<Record<string, string>> {
  const own = headers === null ? null : ctx.open(headers);
  return {
    ...kindOf(kind).headersOf(credential === null ? null : ctx.open(credential)),
    ...(own !== null && Sealed.parse(JSON.parse(own))),
  };
}
