import { defineQuery } from "@/server/kernel";
import { SpaceAddress, SpaceVariables } from "./contract";
import { spaceFor } from "./space";
import { listVariableRows } from "./store";

export const listSpaceVariables = defineQuery({
  name: "spaces.listSpaceVariables",
  summary: "List the variables of a space, by name",
  http: { method: "GET", path: "/spaces/{namespace}/{name}/variables" },
  input: SpaceAddress,
  output: SpaceVariables,
  async run(ctx, address) {
    const { id } = await spaceFor(ctx, "repo.read", address);
    return { items: await listVariableRows(ctx.db, id), nextCursor: null };
  },
});
