import { authorize } from "@/server/access";
import { getOwner } from "@/server/identity";
import { type Ctx, defineQuery, page } from "@/server/kernel";
import { pageOf } from "@/server/kernel/contract";
import { apiKeysFrom } from "./api-key";
import { ApiKey, ListApiKeysInput } from "./contract";
import { keyResource } from "./key-resource";
import { listKeyRows } from "./store/keys";

export const listApiKeys = defineQuery({
  name: "gateway.listApiKeys",
  summary: "List the API keys of an owner, newest first",
  http: { method: "GET", path: "/api-keys" },
  input: ListApiKeysInput,
  output: pageOf(ApiKey),
  async run(ctx: Ctx<"dueCharges">, input) {
    const owner = await getOwner(ctx, input.owner);
    await authorize(ctx, "key.read", keyResource(owner.id, owner.id));
    await ctx.live.dueCharges.settled(owner.id);
    const { items, nextCursor } = await page(ctx, input, {
      list: `gateway.listApiKeys ${owner.id}`,
      read: (after, limit) => listKeyRows(ctx.db, { ownerId: owner.id, after, limit }),
      keyOf: (row) => ({ sort: row.createdAt.toISOString(), id: row.id }),
    });
    return { items: await apiKeysFrom(ctx, items, owner.name), nextCursor };
  },
});
