import { findAccounts } from "@/server/identity";
import { defineQuery, page } from "@/server/kernel";
import { BlockPage, ListBlocksInput } from "../contract/rules";
import { listBlocksOf } from "../store/people";
import { authorizeBlocks } from "./blocks";

export const listBlockedUsers = defineQuery({
  name: "discussions.listBlockedUsers",
  summary: "List who is kept out of an account's discussions",
  http: { method: "GET", path: "/blocked-users" },
  input: ListBlocksInput,
  output: BlockPage,
  async run(ctx, input) {
    const owner = await authorizeBlocks(ctx, input.owner);
    const found = await page(ctx, input, {
      list: "discussions.listBlockedUsers",
      read: (after, limit) => listBlocksOf(ctx.db, owner.id, { after, limit }),
      keyOf: ({ userId }) => ({ sort: userId, id: userId }),
    });
    const people = await findAccounts(
      ctx.db,
      found.items.map(({ userId }) => userId),
    );
    const items = found.items.flatMap(({ userId, createdAt }) => {
      const person = people.get(userId);
      return person ? [{ ...person, blockedAt: createdAt }] : [];
    });
    return { ...found, items };
  },
});
