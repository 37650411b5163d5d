import type { Ctx, Dependency } from "@/server/kernel";

/** People and organisations that exist in the database, made by the ordinary operations. */
export function makePeople(_system: () => Ctx<Dependency>) {
  return {};
}
