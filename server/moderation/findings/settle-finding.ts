import { authorizePlatform, personOf } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, defineCommand } from "@/server/kernel";
import { Finding, SettleFindingInput } from "../contract";
import { decideFinding } from "../store/findings";

export const settleFinding = defineCommand({
  name: "moderation.settleFinding",
  summary: "Take a finding out of the queue: it may stay, or it was removed where it stood",
  http: { method: "POST", path: "/admin/moderation/findings/{id}/settle" },
  input: SettleFindingInput,
  output: Finding,
  async run(ctx, { id, decision }) {
    await authorizePlatform(ctx, "platform.moderation");
    return atomically(ctx, async (ctx) => {
      const finding = await decideFinding(ctx, { id, decision, decidedById: personOf(ctx).userId });
      await audit(ctx, "moderationFinding.settled", { kind: "moderationFinding", id, details: { decision } });
      return finding;
    });
  },
});
