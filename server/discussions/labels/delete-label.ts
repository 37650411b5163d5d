import { authorize } from "@/server/access";
import { audit } from "@/server/audit";
import { auditTarget, getRepoAt, resourceOf } from "@/server/hub";
import { atomically, defineCommand, notFound } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { DeleteLabelInput } from "../contract/rules";
import { repoAddressOf } from "../participate";
import { deleteLabelRow, findLabels } from "../store/labels";

export const deleteLabel = defineCommand({
  name: "discussions.deleteLabel",
  summary: "Delete a label, also from all discussions that have it",
  http: { method: "DELETE", path: "/{shelf}/{namespace}/{name}/labels/{label}", status: 204 },
  input: DeleteLabelInput,
  output: Nothing,
  async run(ctx, { label, ...address }) {
    const repo = await getRepoAt(ctx, repoAddressOf(address));
    await authorize(ctx, "repo.write", resourceOf(repo));
    const [found] = await findLabels(ctx.db, repo.id, [label]);
    if (!found) throw notFound("Label", label);
    await atomically(ctx, async (ctx) => {
      await deleteLabelRow(ctx.db, found.id);
      await audit(ctx, "repository.labelDeleted", auditTarget(repo, { label: found.name }));
    });
    return {};
  },
});
