import { once } from "node:events";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { encode } from "next-auth/jwt";
import { beforeAll, describe, expect, test } from "vitest";
import { createRepo } from "@/server/hub/repositories/create-repo";
import { openSession } from "@/server/identity";
import { removeMember } from "@/server/identity/remove-member";
import { deleteToken } from "@/server/identity/tokens/delete-token";
import { insertAccessToken } from "@/server/identity/tokens/store/access-tokens";
import type { UserActor } from "@/server/kernel";
import { SESSION_COOKIE, setupHubServer } from "@/server/testing/hub-server";
import { PASSWORD } from "@/server/testing/people";
import { setupWorld } from "@/server/testing/world";

const world = setupWorld();
const server = setupHubServer(world);

const basic = (login: string, password: string) => ({ authorization: `Basic ${btoa(`${login}:${password}`)}` });
const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });
const statusOf = async (path: string, headers: Record<string, string> = {}, init: RequestInit = {}) =>
  (await server.fetch(path, { ...init, headers: { ...headers, ...init.headers } })).status;
const me = (headers: Record<string, string>) => statusOf("/api/v1/me", headers);

let ada: UserActor;
let secret: string;
let path: string;
beforeAll(async () => {
  ada = await world.user();
  ({ secret } = await world.token(ada));
  const input = createRepo.input.parse({ shelf: "models", name: "hers", visibility: "private" });
  await createRepo.run(world.as(ada), input);
  path = `${ada.username}/hers`;
});

/** Sends header lines that no ordinary client would. */
async function raw(...lines: string[]): Promise<string> {
  const { port } = new URL(server.origin());
  const socket = connect(Number(port), "127.0.0.1");
  await once(socket, "connect");
  socket.write(["GET /api/v1/me HTTP/1.1", "host: localhost", "connection: close", ...lines, "", ""].join("\r\n"));
  return text(socket);
}

describe("the Authorization header", () => {
  test.each([
    "Bearer ' OR 1=1--",
    "Bearer %00",
    "Bearer hf_wrong",
    `Bearer hf_${"x".repeat(600)}`,
    "Bearer hf_caf\u00e9",
    "Bearer\thf_wrong",
    "Bearer  two  words",
    "Bearer",
    "Digest x",
    `Basic ${btoa("no colon")}`,
    "Basic ####",
    `Basic ${btoa("ada\0:x\0")}`,
  ])("A1 refuses %j with 401 and a problem document", async (authorization) => {
    const answer = await server.fetch("/api/v1/me", { headers: { authorization } });
    expect([answer.status, (await answer.json()).code]).toEqual([401, "unauthenticated"]);
  });

  test("A1 refuses two of them and one of a megabyte, and takes the scheme in any case", async () => {
    expect(await raw(`authorization: Bearer ${secret}`, "authorization: Bearer hf_x")).toMatch(/^HTTP\/1\.1 401/);
    // The rest of such a line is not read any more, so the client may see a reset instead of the answer.
    const huge = await raw(`authorization: Bearer ${"x".repeat(1 << 20)}`).catch(() => "reset");
    expect(huge).toMatch(/^HTTP\/1\.1 400|^reset$/);
    expect(await raw(`authorization: bEARER ${secret}`)).toMatch(/^HTTP\/1\.1 200/);
  });

  test.each(["token", "access_token", "authorization"])(
    "A2 a token in the query as %s counts for nothing",
    async (key) => {
      expect(await statusOf(`/api/v1/me?${key}=${secret}`)).not.toBe(200);
      expect(await statusOf(`/${path}/info/refs?service=git-upload-pack&${key}=${secret}`)).toBe(401);
      expect(await statusOf(`/api/models/${path}?${key}=${secret}`)).not.toBe(200);
    },
  );

  test("A4 a token is taken as user, as password, as both; a password as such; nothing else", async () => {
    for (const headers of [basic(secret, ""), basic("anybody", secret), basic(secret, secret)]) {
      expect(await me(headers)).toBe(200);
    }
    expect(await me(basic(ada.username, PASSWORD))).toBe(200);
    for (const headers of [basic(ada.username, "wrong"), basic("", ""), basic(PASSWORD, ada.username)]) {
      expect(await me(headers)).toBe(401);
    }
  });

  test("A4 an expired or revoked token is refused by the next request, on every protocol", async () => {
    const revoked = await world.token(ada);
    const expired = `hf_${"e".repeat(32)}`;
    const facts = { userId: ada.userId, name: "Old", role: "write", scopes: [], secret: expired } as const;
    await insertAccessToken(world.system(), { ...facts, scopes: [], expiresAt: new Date(Date.now() - 1) });
    const statuses = async (token: string) => [
      await me(bearer(token)),
      await statusOf("/api/whoami-v2", bearer(token)),
      await statusOf(`/${path}/info/refs?service=git-upload-pack`, basic("x", token)),
      await statusOf(`/${path}.git/info/lfs/locks`, basic("x", token)),
    ];
    expect(await statuses(revoked.secret)).toEqual([200, 200, 200, 200]);
    await deleteToken.run(world.as(ada), { tokenId: revoked.id });
    for (const token of [expired, revoked.secret]) expect(await statuses(token)).toEqual([401, 401, 401, 401]);
  });

  test("A4 a read token reads everywhere and changes nothing anywhere", async () => {
    const reader = bearer((await world.token(ada, { role: "read" })).secret);
    const json = { "content-type": "application/json" };
    const upload = { operation: "upload", transfers: ["basic"], objects: [{ oid: "a".repeat(64), size: 1 }] };
    expect(await statusOf(`/api/models/${path}`, reader)).toBe(200);
    expect(await statusOf(`/${path}/info/refs?service=git-upload-pack`, reader)).toBe(200);
    const refused = [
      statusOf(`/${path}/info/refs?service=git-receive-pack`, reader),
      statusOf(`/${path}.git/info/lfs/objects/batch`, reader, { method: "POST", body: JSON.stringify(upload) }),
      statusOf(`/api/models/${path}/branch/main`, reader, { method: "DELETE" }),
      statusOf("/api/v1/tokens", { ...reader, ...json }, { method: "POST", body: '{"name":"x","role":"read"}' }),
      statusOf("/api/v1/me", { ...reader, ...json }, { method: "PATCH", body: '{"bio":"x"}' }),
      statusOf("/api/v1/sessions", reader, { method: "DELETE" }),
    ];
    expect(await Promise.all(refused)).toEqual([403, 403, 403, 403, 403, 403]);
  });

  test("A5 a token for one place sees nothing private of any other", async () => {
    const other = await world.organization(ada);
    const everywhere = await world.again(ada);
    const scopes = [{ target: { kind: "owner" as const, id: other.id }, permissions: ["repo.read"] }];
    const narrow = bearer((await world.token(everywhere, { role: "fineGrained", scopes })).secret);
    const listed = await server.fetch(`/api/v1/models?author=${ada.username}`, { headers: narrow });
    expect((await listed.json()).items).toEqual([]);
    expect(await statusOf(`/api/models/${path}`, narrow)).toBe(404);
    expect(await statusOf(`/${path}/info/refs?service=git-upload-pack`, narrow)).toBe(404);
    expect(await statusOf("/api/v1/sessions", narrow)).toBe(403);
  });

  test("A8 what a client says of itself is not believed", async () => {
    const forged = {
      "x-forwarded-for": "127.0.0.1",
      "x-forwarded-host": "evil.example",
      "x-real-ip": "127.0.0.1",
      "x-user": ada.username,
      "x-tenant": ada.userId,
      "x-yard-forwarded": "e30.e30",
    };
    expect(await me(forged)).toBe(401);
    const answer = await server.fetch("/api/v1/models?limit=1", { headers: { ...bearer(secret), ...forged } });
    expect(JSON.stringify([...answer.headers])).not.toContain("evil.example");
  });
});

describe("the session cookie", () => {
  const cookieOf = async (sid: string) =>
    `${SESSION_COOKIE.name}=${await encode({ token: { sid }, secret: SESSION_COOKIE.key })}`;
  const own = { "sec-fetch-site": "same-origin" };

  test("counts from our own pages only, and never beside an Authorization header", async () => {
    const { secret: sid } = await openSession(world.as({ kind: "anonymous" }), { userId: ada.userId, device: "Test" });
    const cookie = await cookieOf(sid);
    expect(await me({ cookie, ...own })).toBe(200);
    expect(await me({ cookie, origin: server.origin() })).toBe(200);
    for (const foreign of [{}, { "sec-fetch-site": "cross-site" }, { "sec-fetch-site": "same-site" }]) {
      expect(await me({ cookie, ...foreign })).toBe(401);
    }
    expect(await me({ cookie, origin: "https://evil.example" })).toBe(401);
    expect(await me({ cookie, ...own, ...bearer("hf_wrong") })).toBe(401);
  });

  test("A11 one that a neighbour planted beside ours, or that we did not encrypt, is nobody's", async () => {
    const mallory = await world.user();
    const [hers, his] = await Promise.all(
      [ada, mallory].map(async ({ userId }) =>
        cookieOf((await openSession(world.as({ kind: "anonymous" }), { userId, device: "Test" })).secret),
      ),
    );
    expect(await me({ cookie: `${his}; ${hers}`, ...own })).toBe(401);
    expect(await me({ cookie: `${hers}; ${hers}`, ...own })).toBe(200);
    expect(await me({ cookie: await cookieOf("chosen-by-somebody"), ...own })).toBe(401);
    expect(await me({ cookie: `${SESSION_COOKIE.name}=chosen`, ...own })).toBe(401);
  });
});

describe("somebody whose rights ended", () => {
  test("A14 reaches nothing of the organization by the next request", async () => {
    const bob = await world.user();
    const { name } = await world.organization(ada, [{ user: bob, role: "write" }]);
    const owner = world.as(await world.again(ada));
    await createRepo.run(
      owner,
      createRepo.input.parse({ shelf: "models", namespace: name, name: "plan", visibility: "private" }),
    );
    const { secret: token } = await world.token(bob);
    const look = async () => [
      await statusOf(`/api/models/${name}/plan`, bearer(token)),
      await statusOf(`/${name}/plan/info/refs?service=git-receive-pack`, basic("x", token)),
      (await (await server.fetch(`/api/v1/models?author=${name}`, { headers: bearer(token) })).json()).items.length,
    ];
    expect(await look()).toEqual([200, 200, 1]);
    await removeMember.run(owner, { name, username: bob.username });
    expect(await look()).toEqual([404, 404, 0]);
  });
});
