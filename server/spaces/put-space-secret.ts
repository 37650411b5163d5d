import { audit } from "@/server/audit";
import { auditTarget } from "@/server/hub";
import { atomically, defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { PutSpaceValueInput } from "./contract";
import { spaceFor } from "./space";
import { putSecretRow } from "./store";

export const putSpaceSecret = defineCommand({
  name: "spaces.putSpaceSecret",
  summary: "Keep a secret for a space; its value is sealed and never shown again",
  http: { method: "PUT", path: "/spaces/{namespace}/{name}/secrets/{key}", status: 204 },
  input: PutSpaceValueInput,
  output: Nothing,
  async run(ctx, { key, value, description, ...address }) {
    const repo = await spaceFor(ctx, "repo.write", address);
    return atomically(ctx, async (ctx) => {
      await putSecretRow(ctx, { repoId: repo.id, key, sealed: ctx.seal(value), description });
      await audit(ctx, "space.secretSet", auditTarget(repo, { key }));
      return {};
    });
  },
});
