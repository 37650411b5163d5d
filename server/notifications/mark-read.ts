import { authorizeOwn } from "@/server/access";
import { defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { MarkReadInput } from "./contract";
import { setRead } from "./store";

export const markRead = defineCommand({
  name: "notifications.markRead",
  summary: "Mark what you were told as read",
  http: { method: "POST", path: "/notifications/read", status: 204 },
  input: MarkReadInput,
  output: Nothing,
  async run(ctx, { ids }) {
    const { userId } = await authorizeOwn(ctx, "account.manage");
    await setRead(ctx, userId, ids);
    return {};
  },
});
