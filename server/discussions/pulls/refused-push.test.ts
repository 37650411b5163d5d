import { describe, expect, test } from "vitest";
import { readRefs } from "@/server/git";
import { getReadableRepo } from "@/server/hub";
import { forkRepo } from "@/server/hub/forks/fork-repo";
import { updateSecretPolicy } from "@/server/hub/secrets/update-secret-policy";
import { setupGitServer } from "@/server/testing/git-server";
import { repoWith } from "@/server/testing/repos";
import { githubToken } from "@/server/testing/secrets";
import { setupWorld } from "@/server/testing/world";
import { getDiscussion } from "../get-discussion";
import { listDiscussionEvents } from "../list-discussion-events";
import { newsOf } from "../news";
import { createPull } from "./create-pull";
import { followRefs } from "./follow-refs";

const world = setupWorld();
const server = setupGitServer(world);

/** Eve's pull request from her fork of Ada's repository, and pushes of hers to the fork. */
async function fromFork() {
  const [owner, author] = [await world.user(), await world.user()];
  const [ada, eve] = [world.as(owner), world.as(author)];
  const base = await repoWith(ada, { name: "base", visibility: "public", texts: { "a.txt": "a\n" } });
  await updateSecretPolicy.run(ada, { ...base.address, mode: "block", allowedPaths: [] });
  const { namespace, name } = await forkRepo.run(eve, { ...base.address, newName: "fork" });
  const fork = await getReadableRepo(eve, { kind: "model", namespace, name });
  const { secret } = await world.token(author);
  const clone = await server.clone(server.urlOf(`/${namespace}/${name}`, secret));
  const headOf = async (repoId: string, ref: string) => (await readRefs(ada, repoId)).get(ref) ?? null;
  const push = async (text: string, ...options: string[]) => {
    const before = await headOf(fork.id, "refs/heads/main");
    await clone.write("b.txt", text);
    await clone.commit("Change b");
    await clone.git("push", "--quiet", ...options, "origin", "main");
    const after = await headOf(fork.id, "refs/heads/main");
    await followRefs(world.system(), {
      ...{ repoId: fork.id, pusherId: author.userId },
      changes: [{ ref: "refs/heads/main", before, after }],
    });
    return after;
  };
  const first = await push("b\n");
  const at = { ...base.address, number: 1 };
  await createPull.run(eve, {
    ...{ ...base.address, title: "Better", description: "", isDraft: false },
    ...{ head: "main", headNamespace: namespace, headName: name },
  });
  const pull = async () => (await getDiscussion.run(ada, at)).pull;
  const refusals = async () => {
    const { items } = await listDiscussionEvents.run(ada, { ...at, limit: 100 });
    return items.filter(({ type }) => type === "refused");
  };
  const undo = () => clone.git("reset", "--quiet", "--hard", first ?? "");
  return { owner, author, first, push, pull, refusals, undo, head: () => headOf(base.repo.id, "refs/pr/1") };
}

const SECRET = () => `TOKEN=${githubToken("fork")}\n`;

describe("a push to a fork that the base refuses", () => {
  test("is shown in the pull request, and its author is told once", async () => {
    const { author, first, push, pull, refusals, head } = await fromFork();
    expect(await pull()).toMatchObject({ refused: null, headCommit: first });
    const second = await push(SECRET());
    expect(await pull()).toMatchObject({ refused: { commit: second, reason: "secret_found" }, headCommit: first });
    const third = await push(`${SECRET()}more\n`);
    expect(await pull()).toMatchObject({ refused: { commit: third, reason: "secret_found" }, headCommit: first });
    expect(await head()).toBe(first);
    const told = await refusals();
    expect(told).toMatchObject([{ author: null, data: { commit: second, refused: "secret_found" } }]);
    const news = await newsOf(world.system(), told[0]?.id ?? "");
    expect(news).toMatchObject({ deed: "refused", person: null, mentioned: [], others: [author.userId] });
  });

  test("is forgotten once the fork holds what the base takes in, and told again when it happens again", async () => {
    const { first, push, pull, refusals, undo } = await fromFork();
    await push(SECRET());
    await undo();
    const mended = await push("mended\n", "--force");
    expect(mended).not.toBe(first);
    expect(await pull()).toMatchObject({ refused: null, headCommit: mended });
    const again = await push(SECRET());
    expect(await pull()).toMatchObject({ refused: { commit: again }, headCommit: mended });
    expect(await refusals()).toHaveLength(2);
  });
});
