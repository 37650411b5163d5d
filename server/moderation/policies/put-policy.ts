import { authorizePlatform } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { PutPolicyInput } from "../contract";
import { deletePolicy, raiseVersion, savePolicy } from "../store/policies";

export const putPolicy = defineCommand({
  name: "moderation.putPolicy",
  summary: "Set what happens to words of a category in one kind of text",
  http: { method: "PUT", path: "/admin/moderation-policies", status: 204 },
  input: PutPolicyInput,
  output: Nothing,
  async run(ctx, { category, surface, action, failMode }) {
    await authorizePlatform(ctx, "platform.moderation");
    return atomically(ctx, async (ctx) => {
      await raiseVersion(ctx.db);
      if (action === null) await deletePolicy(ctx.db, { category, surface });
      else await savePolicy(ctx.db, { category, surface, action, failMode });
      const id = `${category}:${surface}`;
      await audit(ctx, "moderationPolicy.set", { kind: "moderationPolicy", id, details: { action, failMode } });
      return {};
    });
  },
});
