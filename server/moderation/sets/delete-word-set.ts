import { authorizePlatform } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { WordSetInput } from "../contract";
import { raiseVersion } from "../store/policies";
import { deleteSet } from "../store/words";

export const deleteWordSet = defineCommand({
  name: "moderation.deleteWordSet",
  summary: "Delete a set of words with all its words",
  http: { method: "DELETE", path: "/admin/word-sets/{id}", status: 204 },
  input: WordSetInput,
  output: Nothing,
  async run(ctx, { id }) {
    await authorizePlatform(ctx, "platform.moderation");
    return atomically(ctx, async (ctx) => {
      await raiseVersion(ctx.db);
      const name = await deleteSet(ctx.db, id);
      await audit(ctx, "wordSet.deleted", { kind: "wordSet", id, name });
      return {};
    });
  },
});
