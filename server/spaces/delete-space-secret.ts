import { audit } from "@/server/audit";
import { auditTarget } from "@/server/hub";
import { atomically, defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { SpaceKeyInput } from "./contract";
import { spaceFor } from "./space";
import { deleteSecretRow } from "./store";

export const deleteSpaceSecret = defineCommand({
  name: "spaces.deleteSpaceSecret",
  summary: "Remove a secret of a space; one that is not there is as good as removed",
  http: { method: "DELETE", path: "/spaces/{namespace}/{name}/secrets/{key}", status: 204 },
  input: SpaceKeyInput,
  output: Nothing,
  async run(ctx, { key, ...address }) {
    const repo = await spaceFor(ctx, "repo.write", address);
    return atomically(ctx, async (ctx) => {
      await deleteSecretRow(ctx.db, { repoId: repo.id, key });
      await audit(ctx, "space.secretDeleted", auditTarget(repo, { key }));
      return {};
    });
  },
});
