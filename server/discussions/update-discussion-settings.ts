import { authorize } from "@/server/access";
import { audit } from "@/server/audit";
import { auditTarget, getRepoAt, resourceOf } from "@/server/hub";
import { atomically, defineCommand } from "@/server/kernel";
import { DiscussionSettings, UpdateDiscussionSettingsInput } from "./contract/rules";
import { saveDiscussionSettings } from "./store/settings";

export const updateDiscussionSettings = defineCommand({
  name: "discussions.updateDiscussionSettings",
  summary: "Change how a repository takes issues and pull requests",
  http: { method: "PATCH", path: "/{shelf}/{namespace}/{name}/discussion-settings" },
  input: UpdateDiscussionSettingsInput,
  output: DiscussionSettings,
  async run(ctx, { shelf, namespace, name, ...change }) {
    const repo = await getRepoAt(ctx, { shelf, namespace, name });
    await authorize(ctx, "repo.admin", resourceOf(repo));
    return atomically(ctx, async (ctx) => {
      const saved = await saveDiscussionSettings(ctx, repo.id, change);
      await audit(ctx, "repository.discussionSettingsChanged", auditTarget(repo, { changed: Object.keys(change) }));
      return saved;
    });
  },
});
