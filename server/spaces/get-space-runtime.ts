import { defineQuery } from "@/server/kernel";
import { SpaceAddress, SpaceRuntime } from "./contract";
import { runtimeOf } from "./runtime";
import { spaceFor } from "./space";
import { findSettings } from "./store";

export const getSpaceRuntime = defineQuery({
  name: "spaces.getSpaceRuntime",
  summary: "Read what a space asks for, and how it stands",
  http: { method: "GET", path: "/spaces/{namespace}/{name}/runtime" },
  input: SpaceAddress,
  output: SpaceRuntime,
  async run(ctx, address) {
    const { id } = await spaceFor(ctx, "repo.read", address);
    return runtimeOf(await findSettings(ctx.db, id));
  },
});
