import { defineQuery } from "@/server/kernel";
import { pageOf } from "@/server/kernel/contract";
import { AccountSummary, ListOfAccountInput } from "../contract";
import { followsOf } from "./list-followers";

export const listFollowing = defineQuery({
  name: "identity.listFollowing",
  summary: "List whom a person follows, latest first",
  http: { method: "GET", path: "/profiles/{name}/following" },
  input: ListOfAccountInput,
  output: pageOf(AccountSummary),
  run: (ctx, input) => followsOf(ctx, "following", input),
});
