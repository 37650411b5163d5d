import { defineQuery, page } from "@/server/kernel";
import { PageInput, pageOf } from "@/server/kernel/contract";
import { AccessToken } from "./contract";
import { ownAccount } from "./own-account";
import { listTokenRows } from "./store/access-tokens";

export const listTokens = defineQuery({
  name: "identity.listTokens",
  summary: "List your access tokens, newest first",
  http: { method: "GET", path: "/tokens" },
  input: PageInput,
  output: pageOf(AccessToken),
  async run(ctx, input) {
    const { userId } = await ownAccount(ctx);
    return page(ctx, input, {
      list: "identity.listTokens",
      read: (after, limit) => listTokenRows(ctx.db, userId, { after, limit }),
      keyOf: ({ createdAt, id }) => ({ sort: createdAt.toISOString(), id }),
    });
  },
});
