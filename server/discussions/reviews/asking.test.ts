import { describe, expect, test } from "vitest";
import { putCollaborator } from "@/server/hub/collaborators/put-collaborator";
import type { UserActor } from "@/server/kernel";
import { pullWith } from "@/server/testing/pulls";
import { setupWorld } from "@/server/testing/world";
import { listDiscussionEvents } from "../list-discussion-events";
import { newsOf } from "../news";
import { commitToPull, pullNumbered } from "../pulls/commit-to-pull";
import { askForReviewAgain } from "./ask-for-review-again";
import { requestReviewers } from "./request-reviewers";
import { reviewPull } from "./review-pull";

const COMMENT = { verdict: "comment" as const, body: "Fine", comments: [], withDrafts: false };

describe("people who are asked for a review", () => {
  const world = setupWorld();

  /** Bob proposes to Ada's repository; what each event told, and whom. */
  async function proposed() {
    const [ada, bob, cleo, dora] = [await world.user(), await world.user(), await world.user(), await world.user()];
    const pull = await pullWith(world, { owner: ada, author: bob, texts: { a: "1\n" }, changes: { b: "2\n" } });
    await putCollaborator.run(pull.ctx, { ...pull.address, username: cleo.username, role: "read" });
    /** Asks for exactly these reviews; says who is told of it. */
    const ask = async (...people: readonly UserActor[]) => {
      const usernames = people.map(({ username }) => username);
      await requestReviewers.run(world.as(bob), { ...pull.at, usernames });
      return told();
    };
    const told = async () => {
      const { items } = await listDiscussionEvents.run(pull.ctx, { ...pull.at, limit: 100 });
      const last = items.findLast(({ type }) => type === "reviewers");
      return (await newsOf(world.system(), last?.id ?? ""))?.others.toSorted() ?? null;
    };
    const push = async (text: string) =>
      commitToPull(world.as(bob), await pullNumbered(world.as(bob), pull.repo, pull.number), {
        message: "more",
        operations: pull.writing({ b: text }),
      });
    return { ...pull, ada, bob, cleo, dora, ask, told, push };
  }
  const ids = (...people: readonly UserActor[]) => people.map(({ userId }) => userId).sort();

  test("are told once, however often they are taken off and asked again, until commits come", async () => {
    const { ada, cleo, dora, ask, push } = await proposed();
    expect(await ask(cleo)).toEqual(ids(ada, cleo));
    for (let time = 0; time < 3; time++) {
      expect(await ask()).toBeNull();
      expect(await ask(cleo)).toBeNull();
    }
    expect(await ask(dora, cleo)).toEqual(ids(ada, dora));
    expect(await ask()).toBeNull();
    expect(await ask(cleo, dora)).toBeNull();

    await push("3\n");
    expect(await ask()).toBeNull();
    expect(await ask(cleo)).toEqual(ids(ada, cleo, dora));
    expect(await ask()).toBeNull();
    expect(await ask(cleo)).toBeNull();
  });

  test("are told again once somebody reviewed it, by one way of asking or the other", async () => {
    const { at, ada, bob, cleo, ask, told } = await proposed();
    await ask(cleo);
    await reviewPull.run(world.as(cleo), { ...at, ...COMMENT });
    await askForReviewAgain.run(world.as(bob), { ...at, username: cleo.username });
    expect(await told()).toEqual(ids(ada, cleo));
    await ask();
    expect(await ask(cleo)).toBeNull();
  });
});
