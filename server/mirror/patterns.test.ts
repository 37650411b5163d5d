import { expect, test } from "vitest";
import type { Ctx, Dependency } from "@/server/kernel";
import { insideOf } from "@/server/testing/inside-of";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";
import { CreateMirrorInput } from "./contract";
import { createMirror } from "./create-mirror";
import { updateMirrorRow } from "./store/mirrors";
import { updateMirror } from "./update-mirror";

const world = setupWorld();
const inside = (ctx: Ctx<Dependency>) => insideOf(ctx, "https://example.com");
let count = 0;

async function repository() {
  count += 1;
  const ctx = inside(world.as(await world.user()));
  const { address } = await repoWith(ctx, { name: `it-${count}` });
  const asked = { ...address, direction: "pull", source: "git", address: `https://example.com/lab/${count}.git` };
  const create = (patterns: Readonly<Record<string, readonly string[]>>) =>
    createMirror.run(ctx, CreateMirrorInput.parse({ ...asked, ...patterns }));
  return { ctx, address, create };
}

const LONG = "*a".repeat(9);
const refused = (pattern: string) => ({ code: "invalid", message: `A pattern has at most 8 stars: ${pattern}` });

test.each([
  ["refs", "**/*-*/**/*x*", LONG],
  ["skipFiles", "onnx/**", `${"**/".repeat(4)}*.bin`],
])("%s of a mirror have few stars", async (list, few, many) => {
  const { create } = await repository();
  await expect(create({ [list]: [few, many] })).rejects.toMatchObject(refused(many));
  expect(await create({ [list]: [few] })).toMatchObject({ [list]: [few] });
});

test("an older pattern of many stars does not keep others from being saved", async () => {
  const { ctx, address, create } = await repository();
  const { id: mirrorId } = await create({});
  await updateMirrorRow(ctx.db, mirrorId, { refs: [LONG] });
  const save = (refs: string[]) => updateMirror.run(ctx, { ...address, mirrorId, refs });
  expect(await save([LONG, "main"])).toMatchObject({ refs: [LONG, "main"] });
  await expect(save([LONG, `${LONG}b`])).rejects.toMatchObject(refused(`${LONG}b`));
});
