import { z } from "zod";
import { openCredential } from "@/server/access";
import type { Ctx } from "@/server/kernel";
import { kindOf } from "./kinds";
import type { ProviderRow } from "./store";

const Sealed = z.record(z.string(), z.string());

/**
 * Headers of a call to a provider: what its kind sends, its credential, and what administrators added. Throws
 * `unavailable` (`credential_unreadable`).
 */
export function headersFor(
  ctx: Ctx,
  { kind, credential, headers }: Pick<ProviderRow, "kind" | "credential" | "headers">,
): Readonly<Record<string, string>> {
  const own = openCredential(ctx, headers);
  return {
    ...kindOf(kind).headersOf(openCredential(ctx, credential)),
    ...(own !== null && Sealed.parse(JSON.parse(own))),
  };
}
