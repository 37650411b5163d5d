import { expect, test } from "vitest";
import { setupWorld } from "@/server/testing/world";
import { deleteAccount } from "../delete-account";
import { getProfile } from "../get-profile";
import { followAccount } from "./follow-account";
import { listFollowers } from "./list-followers";
import { listFollowing } from "./list-following";
import { unfollowAccount } from "./unfollow-account";

const world = setupWorld();
const visitor = () => world.as({ kind: "anonymous" });

test("a deleted person leaves the lists and the counts of the others", async () => {
  const [fan, idol] = [await world.user(), await world.user()];
  const [to, of] = [{ name: idol.username }, { name: fan.username }];
  await followAccount.run(world.as(fan), to);
  await followAccount.run(world.as(idol), of);
  await deleteAccount.run(world.as(fan), {});
  expect((await listFollowers.run(visitor(), { ...to, limit: 10 })).items).toEqual([]);
  expect((await listFollowing.run(visitor(), { ...to, limit: 10 })).items).toEqual([]);
  expect(await getProfile.run(visitor(), to)).toMatchObject({ followerCount: 0, followingCount: 0 });
  await expect(listFollowing.run(visitor(), { ...of, limit: 10 })).rejects.toMatchObject({ code: "not_found" });
});

test("nobody follows in the name of a visitor", async () => {
  const to = { name: (await world.user()).username };
  await expect(followAccount.run(visitor(), to)).rejects.toMatchObject({ code: "unauthenticated" });
  await expect(unfollowAccount.run(visitor(), to)).rejects.toMatchObject({ code: "unauthenticated" });
});
