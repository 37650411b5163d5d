import { defineQuery, page } from "@/server/kernel";
import { PageInput, pageOf } from "@/server/kernel/contract";
import { AccessToken } from "../contract";
import { clientNameOf } from "../devices/device-login";
import { ownAccount } from "../own-account";
import { listTokenRows } from "./store/access-tokens";
import { findClients } from "./store/token-renewals";

export const listTokens = defineQuery({
  name: "identity.listTokens",
  summary: "List your access tokens, newest first",
  http: { method: "GET", path: "/tokens" },
  input: PageInput,
  output: pageOf(AccessToken),
  async run(ctx, input) {
    const { userId } = await ownAccount(ctx);
    const { items, nextCursor } = await page(ctx, input, {
      list: "identity.listTokens",
      read: (after, limit) => listTokenRows(ctx.db, userId, { after, limit }),
      keyOf: ({ createdAt, id }) => ({ sort: createdAt.toISOString(), id }),
    });
    const clients = await findClients(
      ctx.db,
      items.map(({ id }) => id),
    );
    const clientOf = (id: string) => clientNameOf(clients.get(id) ?? "");
    return { items: items.map((token) => ({ ...token, client: clientOf(token.id) })), nextCursor };
  },
});
