import { expect, test } from "vitest";
import { gitRepository, put } from "@/server/testing/git-repository";
import { setupWorld } from "@/server/testing/world";
import { statPaths } from "./list-tree";

const world = setupWorld();

test("paths that are longer than any file's are left out, however many there are", async () => {
  const { ctx, repoId, commit } = await gitRepository(world.system());
  const longest = `${Array.from({ length: 8 }, (_, index) => `${index}`.repeat(254)).join("/")}/123456`;
  const id = await commit("files", [put("README.md", "# It"), put(longest, "deep")]);
  const tooLong = Array.from({ length: 200 }, (_, index) => `${index}/${"\u4f60".repeat(5_000)}`);
  const found = await statPaths(ctx, repoId, { commit: id, paths: ["README.md", longest, ...tooLong] });
  expect([Buffer.byteLength(longest), found.map(({ path }) => path).sort()]).toEqual([2_046, [longest, "README.md"]]);
});
