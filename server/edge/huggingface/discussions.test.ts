import { describe, expect, test } from "vitest";
import { setupHubServer } from "@/server/testing/hub-server";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";

describe("discussions of the Hugging Face API", () => {
  const world = setupWorld();
  const server = setupHubServer(world);
  const send = async (path: string, token: string | undefined, body?: unknown) => {
    const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
    const headers = { "content-type": "application/json" };
    const answer = await server.fetch(path, { ...init, headers, ...(token !== undefined && { token }) });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const commit = (path: string, token: string, lines: readonly unknown[]) =>
    server.fetch(path, {
      method: "POST",
      token,
      headers: { "content-type": "application/x-ndjson" },
      body: lines.map((line) => JSON.stringify(line)).join("\n"),
    });
  const header = { key: "header", value: { summary: "Add b", description: "Why" } };
  const file = (content: string) => ({ key: "file", value: { path: "b.txt", content, encoding: "utf-8" } });

  async function project() {
    const [ada, bob] = [await world.user(), await world.user()];
    const { repo } = await repoWith(world.as(ada), { name: "talk", visibility: "public", texts: { "a.txt": "a\n" } });
    const [owner, guest] = [(await world.token(ada)).secret, (await world.token(bob)).secret];
    return { ada, bob, owner, guest, base: `/api/models/${repo.namespace}/${repo.name}` };
  }

  test("are opened, answered, renamed, closed and listed in the words that clients read", async () => {
    const { bob, owner, guest, base } = await project();
    expect((await send(`${base}/discussions`, undefined, { title: "x", pullRequest: false })).status).toBe(401);
    const made = await send(`${base}/discussions`, guest, { title: "Broken", description: "Look", pullRequest: false });
    expect(made).toMatchObject({ status: 200, body: { num: 1, pullRequest: false } });
    expect(made.body.url).toMatch(/\/discussions\/1$/);
    const said = await send(`${base}/discussions/1/comment`, owner, { comment: "<script>x</script>" });
    expect(said.body.newMessage).toMatchObject({
      type: "comment",
      data: { latest: { raw: "<script>x</script>", html: "<p>&lt;script&gt;x&lt;/script&gt;</p>" }, hidden: false },
    });
    const id = (said.body.newMessage as { id: string }).id;
    expect(id).toMatch(/^[0-9a-f]{24}$/);
    expect((await send(`${base}/discussions/1/comment/${id}/edit`, guest, { content: "no" })).status).toBe(403);
    const edited = await send(`${base}/discussions/1/comment/${id}/edit`, owner, { content: "better" });
    expect(edited.body.updatedComment).toMatchObject({
      data: { edited: true, numEdits: 1, latest: { raw: "better" } },
    });
    const hidden = await send(`${base}/discussions/1/comment/${id}/hide`, owner, {});
    expect(hidden.body.updatedComment).toMatchObject({ data: { hidden: true, latest: { raw: "" } } });
    expect((await send(`${base}/discussions/1/comment/${"0".repeat(24)}/hide`, owner, {})).status).toBe(404);
    expect((await send(`${base}/discussions/1/title`, guest, { title: "Worse" })).body.newTitle).toMatchObject({
      data: { from: "Broken", to: "Worse" },
    });
    expect((await send(`${base}/discussions/1/status`, guest, { status: "closed" })).body.newStatus).toMatchObject({
      type: "status-change",
      data: { status: "closed" },
    });
    expect((await send(`${base}/discussions/1/status`, guest, { status: "closed" })).status).toBe(409);
    const listed = await send(`${base}/discussions?status=closed&author=${bob.username}`, undefined);
    expect(listed.body).toMatchObject({ count: 1, start: 0, numClosedDiscussions: 1 });
    expect(listed.body.discussions).toMatchObject([{ num: 1, title: "Worse", author: { name: bob.username } }]);
    expect((await send(`${base}/discussions?type=pull_request`, undefined)).body).toMatchObject({ count: 0 });
    expect((await send(`${base}/discussions/7`, undefined)).status).toBe(404);
  });

  test("a proposal of somebody who cannot write becomes a pull request, grows and is merged by who can", async () => {
    const { owner, guest, base } = await project();
    const made = await commit(`${base}/commit/main?create_pr=1`, guest, [header, file("b\n")]);
    const answer = (await made.json()) as Record<string, string>;
    expect(answer.pullRequestUrl).toMatch(/\/discussions\/1$/);
    expect((await commit(`${base}/commit/main`, guest, [header, file("c\n")])).status).toBe(403);
    expect((await commit(`${base}/commit/refs%2Fpr%2F1`, guest, [header, file("c\n")])).status).toBe(200);
    expect((await commit(`${base}/commit/refs%2Fpr%2F9`, owner, [header, file("c\n")])).status).toBe(404);
    const shown = await send(`${base}/discussions/1?diff=1`, undefined);
    expect(shown.body).toMatchObject({
      status: "open",
      isPullRequest: true,
      changes: { base: "refs/heads/main" },
      filesWithConflicts: [],
    });
    expect(String(shown.body.diff)).toContain("+c");
    expect((await send(`${base}/discussions/1/merge`, guest, {})).status).toBe(403);
    expect((await send(`${base}/discussions/1/merge`, owner, {})).status).toBe(200);
    const after = await send(`${base}/discussions/1`, undefined);
    expect(after.body).toMatchObject({ status: "merged", changes: { mergeCommitId: expect.any(String) } });
    expect(await (await server.fetch(`${base.replace("/api/models", "")}/raw/main/b.txt`)).text()).toBe("c\n");
  });
});
