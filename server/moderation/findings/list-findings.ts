import { authorizePlatform } from "@/server/access";
import { defineQuery, page } from "@/server/kernel";
import { type Finding, FindingPage, ListFindingsInput } from "../contract";
import { listFindingRows } from "../store/findings";

export const listFindings = defineQuery({
  name: "moderation.listFindings",
  summary: "List what was found and let through: for review, settled, or only noted",
  http: { method: "GET", path: "/admin/moderation/findings" },
  input: ListFindingsInput,
  output: FindingPage,
  async run(ctx, input) {
    await authorizePlatform(ctx, "platform.moderation");
    return page(ctx, input, {
      list: "moderation.listFindings",
      read: (after, limit) => listFindingRows(ctx.db, { state: input.state, after, limit }),
      keyOf: ({ id, createdAt }: Finding) => ({ id, sort: createdAt.toISOString() }),
    });
  },
});
