import { audit } from "@/server/audit";
import { auditTarget } from "@/server/hub";
import { atomically, defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { PutSpaceValueInput } from "./contract";
import { spaceFor } from "./space";
import { putVariableRow } from "./store";

export const putSpaceVariable = defineCommand({
  name: "spaces.putSpaceVariable",
  summary: "Set a variable of a space",
  http: { method: "PUT", path: "/spaces/{namespace}/{name}/variables/{key}", status: 204 },
  input: PutSpaceValueInput,
  output: Nothing,
  async run(ctx, { key, value, description, ...address }) {
    const repo = await spaceFor(ctx, "repo.write", address);
    return atomically(ctx, async (ctx) => {
      await putVariableRow(ctx, { repoId: repo.id, key, value, description });
      await audit(ctx, "space.variableSet", auditTarget(repo, { key }));
      return {};
    });
  },
});
