import { describe, expect, test } from "vitest";
import { addRepo } from "@/server/hub/repositories/create-repo";
import { deleteRepo } from "@/server/hub/repositories/delete-repo";
import { renameRepo } from "@/server/hub/repositories/rename-repo";
import { restoreRepo } from "@/server/hub/repositories/restore-repo";
import { setupHubServer } from "@/server/testing/hub-server";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";

const world = setupWorld();
const server = setupHubServer(world);

async function repository(visibility: "public" | "private" = "public") {
  const user = await world.user();
  const ctx = world.as(user);
  const texts = { "dir/a b.txt": "hello world", "page.html": "<script>alert(1)</script>", empty: "" };
  const { repo, commit } = await repoWith(ctx, { name: "it", visibility, texts });
  const { secret: token } = await world.token(user);
  return { user, ctx, repo, commit, token, id: `${user.username}/it` };
}

describe("the bytes of a file", () => {
  test("come with the commit, an etag and their length, and not again when the client has them", async () => {
    const { id, commit } = await repository();
    const head = await server.fetch(`/${id}/resolve/main/dir/a%20b.txt`, { method: "HEAD" });
    const etag = head.headers.get("etag") ?? "";
    expect([head.status, head.headers.get("x-repo-commit"), head.headers.get("content-length")]).toEqual([
      200,
      commit,
      "11",
    ]);
    const again = await server.fetch(`/${id}/resolve/main/dir%2Fa%20b.txt`, { headers: { "if-none-match": etag } });
    expect(again.status).toBe(304);
  });

  test.each([
    ["bytes=0-4", 206, "hello", "bytes 0-4/11"],
    ["bytes=6-", 206, "world", "bytes 6-10/11"],
    ["bytes=-5", 206, "world", "bytes 6-10/11"],
    ["bytes=0-0,2-3", 200, "hello world", null],
    ["bytes=11-", 416, "", "bytes */11"],
    ["bytes=-0", 416, "", "bytes */11"],
  ])("are cut by %s", async (range, ...[status, text, contentRange]) => {
    const { id } = await repository();
    const answer = await server.fetch(`/${id}/resolve/main/dir/a%20b.txt`, { headers: { range } });
    expect([answer.status, await answer.text(), answer.headers.get("content-range")]).toEqual([
      status,
      text,
      contentRange,
    ]);
  });

  test("never run as a page of ours", async () => {
    const { id } = await repository();
    const { headers } = await server.fetch(`/${id}/resolve/main/page.html`);
    expect(headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(headers.get("content-security-policy")).toContain("sandbox");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  });

  test("of an empty file answer a range with its size", async () => {
    const { id } = await repository();
    const answer = await server.fetch(`/${id}/resolve/main/empty`, { headers: { range: "bytes=0-0" } });
    expect([answer.status, answer.headers.get("content-range")]).toEqual([200, "bytes */0"]);
  });
});

describe("what a client cannot have", () => {
  test("is told in the words it knows", async () => {
    const { id, token, commit } = await repository();
    const { token: stranger } = await repository();
    const hidden = await repository("private");
    const told = async (path: string, init?: Parameters<typeof server.fetch>[1]) => {
      const { status, headers } = await server.fetch(path, init);
      return [status, headers.get("x-error-code")];
    };
    expect(await told(`/${id}/resolve/main/none`)).toEqual([404, "EntryNotFound"]);
    expect(await told(`/${id}/resolve/none/none`)).toEqual([404, "RevisionNotFound"]);
    expect(await told(`/api/models/${hidden.id}`)).toEqual([401, "RepoNotFound"]);
    expect(await told("/api/models/nobody/nothing")).toEqual([401, "RepoNotFound"]);
    expect(await told(`/api/models/${hidden.id}`, { token: stranger })).toEqual([404, "RepoNotFound"]);
    expect(await told(`/api/models/${hidden.id}`, { token: hidden.token })).toEqual([200, null]);
    expect(await told(`/${id}/resolve/main/%2e%2e%2Fx`)).toEqual([422, null]);
    expect(
      await told(`/api/models/${id}/commit/${commit}`, { token, method: "POST", body: '{"key":"header","value":{}}' }),
    ).toEqual([404, "RevisionNotFound"]);
    expect(await told(`/api/models/${id}/commit/main`, { token: stranger, method: "POST", body: "{" })).toEqual([
      403,
      null,
    ]);
    expect(await told(`/api/models/${id}?expand=secrets`)).toEqual([400, null]);
    expect(await told(`/api/models?cursor=forged`)).toEqual([400, null]);
  });

  test("a wrong token is told exactly, and a NUL is no error of the database", async () => {
    const wrong = await server.fetch("/api/whoami-v2", { token: "hf_wrong" });
    expect([wrong.status, wrong.headers.get("x-error-message")]).toEqual([
      401,
      "Invalid credentials in Authorization header",
    ]);
    const { token } = await repository();
    const body = JSON.stringify({ name: "a\0b" });
    const nul = await server.fetch("/api/repos/create", { token, method: "POST", body });
    expect(nul.status).toBe(400);
    expect((await server.fetch("/api/models?search=%00&author=%00&filter=%00")).status).toBe(422);
  });

  test("an object of another repository is not given by naming it", async () => {
    const { id, token } = await repository();
    const lines = [
      { key: "header", value: { summary: "Take" } },
      { key: "lfsFile", value: { path: "x.bin", algo: "sha256", oid: "0".repeat(64), size: 1 } },
    ];
    const body = lines.map((line) => JSON.stringify(line)).join("\n");
    const answer = await server.fetch(`/api/models/${id}/commit/main`, { token, method: "POST", body });
    expect(answer.status).toBe(400);
  });
});

describe("the address of a repository", () => {
  test("leads to the renamed one, by a relative address with the same rest", async () => {
    const { ctx, user, id } = await repository();
    await renameRepo.run(ctx, { shelf: "models", namespace: user.username, name: "it", newName: "that" });
    const api = await server.fetch(`/api/models/${id}/tree/main?recursive=true`);
    expect([api.status, api.headers.get("location")]).toEqual([
      307,
      `/api/models/${user.username}/that/tree/main?recursive=true`,
    ]);
    const file = await server.fetch(`/${id}/resolve/main/dir/a%20b.txt`, { method: "HEAD" });
    expect(file.headers.get("location")).toBe(`/${user.username}/that/resolve/main/dir/a%20b.txt`);
  });

  test("answers in any case of letters, and again after a deletion was taken back", async () => {
    const { ctx, user, id, repo } = await repository();
    expect((await server.fetch(`/api/models/${id.toUpperCase()}`)).status).toBe(200);
    await deleteRepo.run(ctx, { shelf: "models", namespace: user.username, name: "it" });
    expect((await server.fetch(`/api/models/${id}`)).status).toBe(401);
    await restoreRepo.run(ctx, { id: repo.id });
    expect((await server.fetch(`/api/models/${id}`)).status).toBe(200);
  });

  test("is given once, however many ask at the same moment", async () => {
    const user = await world.user();
    const asks = Array.from({ length: 5 }, () =>
      addRepo(world.as(user), { shelf: "models", name: "race", visibility: "public", description: "" }),
    );
    const results = await Promise.allSettled(asks);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });
});

test.each(["constructor", "toString", "__proto__"])("a verb called %s is answered", async (verb) => {
  const { id } = await repository();
  expect((await server.fetch(`/${id}/${verb}/x`)).status).toBe(404);
  expect((await server.fetch(`/${verb}/${id}/resolve/main/x`)).status).toBe(404);
  expect((await server.fetch(`/api/models?sort=${verb}&limit=1`)).status).toBe(200);
});
