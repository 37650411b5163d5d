import { defineQuery } from "@/server/kernel";
import { Mirror, MirrorAddress } from "./contract";
import { getMirrorAt } from "./mirror";
import { showMirror } from "./show-mirrors";

export const getMirror = defineQuery({
  name: "mirror.getMirror",
  summary: "Look at a mirror and its last run",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/mirrors/{mirrorId}" },
  input: MirrorAddress,
  output: Mirror,
  async run(ctx, address) {
    const { repo, mirror } = await getMirrorAt(ctx, address);
    return showMirror(ctx, repo, mirror);
  },
});
