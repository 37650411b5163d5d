import { audit } from "@/server/audit";
import { auditTarget } from "@/server/hub";
import { atomically, defineCommand } from "@/server/kernel";
import { SpaceRuntime, UpdateSpaceRuntimeInput } from "./contract";
import { runtimeOf } from "./runtime";
import { spaceFor } from "./space";
import { putSettings } from "./store";

export const updateSpaceRuntime = defineCommand({
  name: "spaces.updateSpaceRuntime",
  summary: "Ask for hardware, storage, volumes or another time before a space sleeps",
  http: { method: "PATCH", path: "/spaces/{namespace}/{name}/runtime" },
  input: UpdateSpaceRuntimeInput,
  output: SpaceRuntime,
  async run(ctx, { namespace, name, ...change }) {
    const repo = await spaceFor(ctx, "repo.write", { namespace, name });
    return atomically(ctx, async (ctx) => {
      const row = await putSettings(ctx, repo.id, change);
      await audit(ctx, "space.updated", auditTarget(repo, { changed: Object.keys(change) }));
      return runtimeOf(row);
    });
  },
});
