import { authorizePlatform } from "@/server/access";
import { defineQuery, page } from "@/server/kernel";
import { ListProvidersInput, ProviderPage } from "../contract/provider";
import { showProviders } from "./provider";
import { listProviderRows } from "./store";

export const listProviders = defineQuery({
  name: "gateway.listProviders",
  summary: "List the providers whose models are called through the gateway, newest first",
  http: { method: "GET", path: "/admin/providers" },
  input: ListProvidersInput,
  output: ProviderPage,
  async run(ctx, input) {
    await authorizePlatform(ctx, "platform.settings");
    const { items, nextCursor } = await page(ctx, input, {
      list: "gateway.listProviders",
      read: (after, limit) => listProviderRows(ctx.db, { search: input.search, after, limit }),
      keyOf: ({ createdAt, id }) => ({ sort: createdAt.toISOString(), id }),
    });
    return { items: await showProviders(ctx, items), nextCursor };
  },
});
