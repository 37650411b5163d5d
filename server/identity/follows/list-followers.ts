import { type Ctx, defineQuery, page } from "@/server/kernel";
import { type PageInput, pageOf } from "@/server/kernel/contract";
import { summaryOf } from "../account";
import { AccountSummary, ListOfAccountInput } from "../contract";
import { getOwner } from "../get-owner";
import { type FollowSide, listFollowRows } from "./store";

export const listFollowers = defineQuery({
  name: "identity.listFollowers",
  summary: "List who follows a person or an organization, latest first",
  http: { method: "GET", path: "/profiles/{name}/followers" },
  input: ListOfAccountInput,
  output: pageOf(AccountSummary),
  run: (ctx, input) => followsOf(ctx, "followers", input),
});

/** A page of one side of the follows of the named account. */
export async function followsOf(ctx: Ctx, side: FollowSide, { name, ...slice }: PageInput & { readonly name: string }) {
  const { id: accountId } = await getOwner(ctx, name);
  const { items, nextCursor } = await page(ctx, slice, {
    list: `identity.${side} ${accountId}`,
    read: (after, limit) => listFollowRows(ctx.db, side, { accountId, after, limit }),
    keyOf: ({ account, followedAt }) => ({ sort: followedAt.toISOString(), id: account.id }),
  });
  return { items: items.map(({ account }) => summaryOf(account)), nextCursor };
}
