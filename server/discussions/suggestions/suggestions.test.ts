import { describe, expect, test } from "vitest";
import { putCollaborator } from "@/server/hub/collaborators/put-collaborator";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";
import { addComment } from "../comments/add-comment";
import { createIssue } from "../create-issue";
import { suggestDiscussions } from "./suggest-discussions";
import { suggestPeople } from "./suggest-people";

describe("what a comment may name", () => {
  const world = setupWorld();
  const namesOf = ({ items }: { readonly items: readonly { readonly name: string }[] }) =>
    items.map(({ name }) => name);
  const issue = { title: "Broken", description: "" };

  test("people: who takes part first, then everybody where everybody may read", async () => {
    const [ada, bob, eve] = [await world.user(), await world.user(), await world.user()];
    const { address } = await repoWith(world.as(ada), { name: "open", visibility: "public", texts: { a: "x" } });
    const { number } = await createIssue.run(world.as(ada), { ...address, ...issue });
    await addComment.run(world.as(bob), { ...address, number, body: "Me too" });
    const asked = { ...address, number, search: "", limit: 8 };
    expect(namesOf(await suggestPeople.run(world.as(eve), asked))).toEqual([ada.username, bob.username]);
    const search = eve.username.slice(0, -1).toUpperCase();
    expect(namesOf(await suggestPeople.run(world.as(ada), { ...asked, search, limit: 20 }))).toContain(eve.username);
    await expect(suggestPeople.run(world.as({ kind: "anonymous" }), asked)).rejects.toMatchObject({
      code: "unauthenticated",
    });
  });

  test("people of something private: nobody learns who else may read it", async () => {
    const [ada, bob, cy, eve] = [await world.user(), await world.user(), await world.user(), await world.user()];
    const owner = world.as(ada);
    const { address } = await repoWith(owner, { name: "closed", visibility: "private", texts: { a: "x" } });
    for (const { username } of [bob, cy]) await putCollaborator.run(owner, { ...address, username, role: "read" });
    const asked = { ...address, search: "", limit: 8 };
    expect(namesOf(await suggestPeople.run(owner, asked)).sort()).toEqual(
      [ada.username, bob.username, cy.username].sort(),
    );
    expect(namesOf(await suggestPeople.run(world.as(bob), asked))).toEqual([ada.username]);
    expect(namesOf(await suggestPeople.run(world.as(bob), { ...asked, search: cy.username }))).toEqual([]);
    expect(namesOf(await suggestPeople.run(owner, { ...asked, search: eve.username }))).toEqual([]);
    await expect(suggestPeople.run(world.as(eve), asked)).rejects.toMatchObject({ code: "not_found" });
  });

  test("people of an organization's private repository: its members, without those kept out", async () => {
    const [ada, bob, cy] = [await world.user(), await world.user(), await world.user()];
    const guest = await world.user();
    const { name: namespace } = await world.organization(ada, [
      { user: bob, role: "read" },
      { user: cy, role: "no_access" },
    ]);
    const owner = world.as(await world.again(ada));
    const facts = { namespace, name: "inner", visibility: "private" as const, texts: { a: "x" } };
    const { address } = await repoWith(owner, facts);
    await putCollaborator.run(owner, { ...address, username: guest.username, role: "read" });
    const asked = { ...address, search: "", limit: 8 };
    expect(namesOf(await suggestPeople.run(world.as(await world.again(bob)), asked)).sort()).toEqual(
      [ada.username, bob.username].sort(),
    );
    expect(namesOf(await suggestPeople.run(world.as(await world.again(guest)), asked))).toEqual([]);
  });

  test("discussions by number and title, of this repository only", async () => {
    const [ada, eve] = [world.as(await world.user()), world.as(await world.user())];
    const { address } = await repoWith(ada, { name: "named", visibility: "private", texts: { a: "x" } });
    for (let count = 1; count <= 12; count += 1) {
      await createIssue.run(ada, { ...address, title: count === 5 ? "100% 慢" : `Case ${count}`, description: "" });
    }
    const numbers = async (search: string) =>
      (await suggestDiscussions.run(ada, { ...address, search, limit: 8 })).items.map(({ number }) => number);
    expect(await numbers("1")).toEqual([1, 12, 11, 10, 5]);
    expect(await numbers("% 慢")).toEqual([5]);
    expect(await numbers("")).toHaveLength(8);
    await expect(suggestDiscussions.run(eve, { ...address, search: "", limit: 8 })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
