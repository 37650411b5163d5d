import { z } from "zod";
import { defineQuery } from "@/server/kernel";
import { AccountSummary, SearchPeopleInput } from "./contract";
import { searchAccounts } from "./store/accounts";

export const searchPeople = defineQuery({
  name: "identity.searchPeople",
  summary: "Find people and organizations by a part of their name",
  http: { method: "GET", path: "/people" },
  input: SearchPeopleInput,
  output: z.object({ items: z.array(AccountSummary) }),
  run: async (ctx, { search, kind, limit }) => ({ items: await searchAccounts(ctx.db, { search, kind, limit }) }),
});
