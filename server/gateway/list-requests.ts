import { authorize } from "@/server/access";
import { getOwner } from "@/server/identity";
import { type Ctx, defineQuery, formatMoney, page } from "@/server/kernel";
import { pageOf } from "@/server/kernel/contract";
import { GatewayRequest, ListRequestsInput } from "./contract";
import { keyResource } from "./key-resource";
import { findKeyNames } from "./store/keys";
import { listRequestRows } from "./store/requests";

export const listRequests = defineQuery({
  name: "gateway.listRequests",
  summary: "List calls to models with tokens, cost, status and times, newest first",
  http: { method: "GET", path: "/requests" },
  input: ListRequestsInput,
  output: pageOf(GatewayRequest),
  async run(ctx: Ctx<"dueCharges">, input) {
    const owner = await getOwner(ctx, input.owner);
    await authorize(ctx, "billing.read", { ...keyResource(owner.id, owner.id), kind: "Account" });
    await ctx.live.dueCharges.settled(owner.id);
    const { from, to, keyId, model, outcome } = input;
    const filter = { ownerId: owner.id, from, to, keyId, model, outcome };
    const { items, nextCursor } = await page(ctx, input, {
      list: `gateway.listRequests ${owner.id}`,
      read: (after, limit) => listRequestRows(ctx.db, { ...filter, after, limit }),
      keyOf: (row) => ({ sort: row.startedAt.toISOString(), id: row.id }),
    });
    const names = await findKeyNames(ctx.db, [...new Set(items.flatMap(({ keyId }) => keyId ?? []))]);
    return {
      items: items.map(({ keyId: key, cost, ...row }) => ({
        ...row,
        key,
        keyName: key === null ? null : (names.get(key) ?? null),
        cost: formatMoney(cost),
      })),
      nextCursor,
    };
  },
});
