import { getRepoAt } from "@/server/hub";
import { RepoAddress } from "@/server/hub/contract";
import { defineQuery } from "@/server/kernel";
import { DiscussionSettings } from "./contract/rules";
import { readDiscussionSettings } from "./store/settings";

export const getDiscussionSettings = defineQuery({
  name: "discussions.getDiscussionSettings",
  summary: "Read how a repository takes issues and pull requests",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/discussion-settings" },
  input: RepoAddress,
  output: DiscussionSettings,
  run: async (ctx, address) => readDiscussionSettings(ctx.db, (await getRepoAt(ctx, address)).id),
});
