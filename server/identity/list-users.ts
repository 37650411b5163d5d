import { authorizePlatform } from "@/server/access";
import { defineQuery, page } from "@/server/kernel";
import { pageOf } from "@/server/kernel/contract";
import { summaryOf } from "./account";
import { ListAccountsInput, ManagedUser } from "./contract";
import { listUserRows } from "./store/users";

export const listUsers = defineQuery({
  name: "identity.listUsers",
  summary: "List all users, newest first",
  http: { method: "GET", path: "/users" },
  input: ListAccountsInput,
  output: pageOf(ManagedUser),
  async run(ctx, input) {
    await authorizePlatform(ctx, "platform.users");
    const { items, nextCursor } = await page(ctx, input, {
      list: "identity.listUsers",
      read: (after, limit) => listUserRows(ctx.db, { after, limit, search: input.search, state: input.state }),
      keyOf: ({ createdAt, id }) => ({ sort: createdAt.toISOString(), id }),
    });
    return {
      items: items.map((row) => ({
        ...row,
        ...summaryOf(row),
        seenAt: row.seenAt === null ? null : new Date(row.seenAt),
      })),
      nextCursor,
    };
  },
});
