import { expect, test } from "vitest";
import { setupWorld } from "@/server/testing/world";
import { MAX_README, PutAccountReadmeInput } from "../contract/readme";
import { deleteAccount } from "../delete-account";
import { purgeAccount } from "../purge-account";
import { getReadme } from "./get-readme";
import { putReadme } from "./put-readme";
import { findReadme } from "./store";

const world = setupWorld();
const visitor = () => world.as({ kind: "anonymous" });

test("a person tells of themselves, everybody reads it, nobody else writes it, and it goes with the account", async () => {
  const [ada, eve] = [await world.user(), await world.user()];
  const [mine, name] = [world.as(ada), ada.username];
  expect(await getReadme.run(visitor(), { name })).toEqual({ source: "" });
  await putReadme.run(mine, { name, source: "# Ada" });
  expect(await getReadme.run(visitor(), { name })).toEqual({ source: "# Ada" });
  await expect(putReadme.run(world.as(eve), { name, source: "x" })).rejects.toMatchObject({ code: "forbidden" });
  await expect(putReadme.run(visitor(), { name, source: "x" })).rejects.toMatchObject({ code: "unauthenticated" });
  const long = PutAccountReadmeInput.safeParse({ name, source: "x".repeat(MAX_README + 1) });
  expect(long.success).toBe(false);
  await deleteAccount.run(mine, {});
  await expect(getReadme.run(visitor(), { name })).rejects.toMatchObject({ code: "not_found" });
  await purgeAccount(world.later(31 * 24 * 3_600_000), ada.userId);
  expect(await findReadme(mine.db, ada.userId)).toBeNull();
});

test("those who lead an organization write its page, and an empty text takes it away", async () => {
  const [ada, ben] = [await world.user(), await world.user()];
  const { name } = await world.organization(ada, [{ user: ben, role: "write" }]);
  const [lead, writer] = [world.as(await world.again(ada)), world.as(await world.again(ben))];
  await putReadme.run(lead, { name, source: "We make models" });
  await expect(putReadme.run(writer, { name, source: "x" })).rejects.toMatchObject({ code: "forbidden" });
  expect(await getReadme.run(writer, { name })).toEqual({ source: "We make models" });
  await putReadme.run(lead, { name, source: "  \n" });
  expect(await getReadme.run(writer, { name })).toEqual({ source: "" });
});
