import type { Db } from "@/db/client";
import type { Ctx } from "@/server/kernel";

const ASKS: ReadonlySet<string | symbol> = new Set(["select", "selectDistinct", "selectDistinctOn", "execute"]);

/** The same context, which counts what it asks the database outside of transactions. */
export function countedQueries<C extends Ctx>(ctx: C): { readonly ctx: C; readonly queries: () => number } {
  let queries = 0;
  const db: Db = new Proxy(ctx.db, {
    get(target, name) {
      if (ASKS.has(name)) queries += 1;
      return Reflect.get(target, name, target);
    },
  });
  return { ctx: { ...ctx, db }, queries: () => queries };
}
