import { defineQuery } from "@/server/kernel";
import { SpaceAddress, SpaceSecrets } from "./contract";
import { spaceFor } from "./space";
import { listSecretRows } from "./store";

export const listSpaceSecrets = defineQuery({
  name: "spaces.listSpaceSecrets",
  summary: "List the secrets of a space, by name; their values are never shown",
  http: { method: "GET", path: "/spaces/{namespace}/{name}/secrets" },
  input: SpaceAddress,
  output: SpaceSecrets,
  async run(ctx, address) {
    const { id } = await spaceFor(ctx, "repo.write", address);
    return { items: await listSecretRows(ctx.db, id), nextCursor: null };
  },
});
