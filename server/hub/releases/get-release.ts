import { type Ctx, defineQuery } from "@/server/kernel";
import { Release, ReleaseAddress } from "../contract/release";
import { getRepoAt } from "../repositories/get-readable-repo";
import { showRelease } from "./release";

export const getRelease = defineQuery({
  name: "hub.getRelease",
  summary: "Look at the release of a tag",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/releases/{tag}" },
  input: ReleaseAddress,
  output: Release,
  async run(ctx: Ctx<"repositories">, { tag, ...address }) {
    const repo = await getRepoAt(ctx, address);
    return showRelease(ctx, repo, { tag });
  },
});
