import { allowsPlatform, authorize } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, DomainError, defineCommand, notFound, publish } from "@/server/kernel";
import { Repo, RestoreRepoInput } from "../contract/repo";
import { repoRestored } from "../events";
import { findAnyRepo } from "./get-readable-repo";
import { nameTaken } from "./relocate";
import { auditTarget, resourceOf, showRepo } from "./repository";
import { findRepoAt, updateRepoRow } from "./store";

export const restoreRepo = defineCommand({
  name: "hub.restoreRepo",
  summary: "Bring a deleted repository back",
  http: { method: "POST", path: "/deleted-repositories/{id}/restore" },
  input: RestoreRepoInput,
  output: Repo,
  async run(ctx, { id }) {
    const repo = await findAnyRepo(ctx, id);
    if (!repo?.deletedAt) throw notFound("Repository", id);
    // Administrators bring back what anybody deleted. Public as it was, nobody else sees it but those whose it is.
    const unseen = { ...resourceOf(repo), visibility: "private" } as const;
    if (!allowsPlatform(ctx, "platform.repositories")) {
      await authorize(ctx, "repo.admin", unseen);
      if (repo.isWithheld) throw withheld();
    }
    await atomically(ctx, async (ctx) => {
      if (await findRepoAt(ctx.db, repo)) throw nameTaken(ctx, repo);
      await updateRepoRow(ctx.db, repo.id, { deletedAt: null, isWithheld: false });
      await publish(ctx, repoRestored, { repoId: repo.id });
      await audit(ctx, "repository.restored", auditTarget(repo));
    });
    return showRepo(ctx.site, repo);
  },
});

const withheld = () =>
  new DomainError("forbidden", "Operators of this site deleted it, and only they can bring it back", {
    reason: "withheld",
  });
