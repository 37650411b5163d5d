import { z } from "zod";
import { RepoAddress } from "@/server/hub/contract/repo";
import { AccountSummary } from "@/server/identity/contract";
import { Text } from "@/server/kernel/contract";
import { Discussion } from "./discussion";

const limit = z.int().min(1).max(20).default(8);

export const SuggestPeopleInput = RepoAddress.extend({
  number: z.int().min(1).max(2_147_483_647).optional().describe("Who takes part there comes first."),
  search: Text.max(96).default("").describe("Begin of a name."),
  limit,
});
export const SuggestedPeople = z.object({ items: z.array(AccountSummary) });

export const SuggestDiscussionsInput = RepoAddress.extend({
  search: Text.max(200).default("").describe("Begin of a number, or a part of the title."),
  limit,
});
export const SuggestedDiscussions = z.object({
  items: z.array(Discussion.pick({ number: true, title: true, isPull: true, status: true })),
});
