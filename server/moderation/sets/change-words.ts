import { authorizePlatform } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, type Ctx, DomainError } from "@/server/kernel";
import { MAX_WORDS, type WordSet } from "../contract";
import { raiseVersion } from "../store/policies";
import { changeSet, countWords, getSet } from "../store/words";

interface Change {
  readonly action: "imported" | "wordAdded" | "wordRemoved" | "updated";
  readonly details?: Readonly<Record<string, unknown>>;
  readonly fields?: { readonly name?: string; readonly isEnabled?: boolean };
  readonly write?: (ctx: Ctx) => Promise<void>;
}

/** Changes a set in one transaction, so that every process learns of it. Throws `too_large` for more words than are kept. */
export async function changeWords<P extends Ctx>(ctx: P, id: string, change: Change): Promise<WordSet> {
  await authorizePlatform(ctx, "platform.moderation");
  return atomically<Ctx, WordSet>(ctx, async (ctx) => {
    await raiseVersion(ctx.db);
    await changeSet(ctx, id, change.fields ?? {});
    await change.write?.(ctx);
    if ((await countWords(ctx.db)) > MAX_WORDS) {
      throw new DomainError("too_large", `All sets together hold at most ${MAX_WORDS} words`);
    }
    const set = await getSet(ctx.db, id);
    const target = { kind: "wordSet", id, name: set.name, details: { version: set.version, ...change.details } };
    await audit(ctx, `wordSet.${change.action}`, target);
    return set;
  });
}
