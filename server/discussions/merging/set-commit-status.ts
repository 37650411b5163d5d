import { authorize, personOf } from "@/server/access";
import { audit } from "@/server/audit";
import { getCommit } from "@/server/git";
import { auditTarget, getRepoAt, resourceOf } from "@/server/hub";
import { atomically, type Ctx, defineCommand } from "@/server/kernel";
import { CommitStatus, SetCommitStatusInput } from "../contract/pull";
import { repoAddressOf } from "../participate";
import { putStatus } from "../store/statuses";
import { showStatuses } from "./show-statuses";

export const setCommitStatus = defineCommand({
  name: "discussions.setCommitStatus",
  summary: "Say what a check found out about a commit",
  http: { method: "POST", path: "/{shelf}/{namespace}/{name}/commits/{commit}/statuses", status: 201 },
  input: SetCommitStatusInput,
  output: CommitStatus,
  async run(ctx: Ctx<"repositories">, { commit, context, state, description, targetUrl, ...address }) {
    const repo = await getRepoAt(ctx, repoAddressOf(address));
    await authorize(ctx, "repo.write", resourceOf(repo));
    const { userId } = personOf(ctx);
    const { id } = await getCommit(ctx, repo.id, commit);
    const row = await atomically(ctx, async (ctx) => {
      const facts = { state, description, targetUrl: targetUrl ?? null, creatorId: userId };
      const saved = await putStatus(ctx, { repoId: repo.id, commit: id, context, ...facts });
      await audit(ctx, "repository.statusSet", auditTarget(repo, { commit: id, context, state }));
      return saved;
    });
    const [shown] = await showStatuses(ctx, [row]);
    if (!shown) throw new Error("A status was not shown");
    return shown;
  },
});
