import { authorizePlatform } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, DomainError, defineCommand, newRow } from "@/server/kernel";
import { CreateWordSetInput, MAX_WORD_SETS, WordSet } from "../contract";
import { raiseVersion } from "../store/policies";
import { getSet, insertSet, listSets } from "../store/words";

export const createWordSet = defineCommand({
  name: "moderation.createWordSet",
  summary: "Create a set of words that texts are looked through for",
  http: { method: "POST", path: "/admin/word-sets", status: 201 },
  input: CreateWordSetInput,
  output: WordSet,
  async run(ctx, { name }) {
    await authorizePlatform(ctx, "platform.moderation");
    return atomically(ctx, async (ctx) => {
      await raiseVersion(ctx.db);
      if ((await listSets(ctx.db)).length >= MAX_WORD_SETS) {
        throw new DomainError("conflict", `There are ${MAX_WORD_SETS} sets, more cannot be kept`);
      }
      const row = { ...newRow(ctx), name, isEnabled: true, version: 1 };
      if (!(await insertSet(ctx.db, row))) throw new DomainError("conflict", `There is a set ${name}`);
      await audit(ctx, "wordSet.created", { kind: "wordSet", id: row.id, name });
      return getSet(ctx.db, row.id);
    });
  },
});
