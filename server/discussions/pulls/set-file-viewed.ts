import { type Ctx, DomainError, defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { MAX_VIEWED_FILES, SetFileViewedInput } from "../contract/pull";
import { attend, pullFilesAt } from "../participate";
import { countViewed, markViewed, unmarkViewed } from "../store/viewed-files";

export const setFileViewed = defineCommand({
  name: "discussions.setFileViewed",
  summary: "Mark a file of a pull request as looked at, for oneself, until it changes",
  http: { method: "PUT", path: "/{shelf}/{namespace}/{name}/pulls/{number}/viewed-files", status: 204 },
  input: SetFileViewedInput,
  output: Nothing,
  async run(ctx: Ctx, { path, blob, viewed, ...address }) {
    const { repo, discussion } = await pullFilesAt(ctx, address);
    const { userId } = await attend(ctx, repo);
    const own = { discussionId: discussion.id, userId };
    if (!viewed) await unmarkViewed(ctx, own, path);
    else if ((await countViewed(ctx.db, own)) < MAX_VIEWED_FILES) await markViewed(ctx, own, { path, blob });
    else throw new DomainError("quota_exceeded", `At most ${MAX_VIEWED_FILES} files are marked as viewed`);
    return {};
  },
});
