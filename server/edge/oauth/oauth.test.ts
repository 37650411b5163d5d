import { describe, expect, test } from "vitest";
import { approveDeviceLogin } from "@/server/identity/devices/approve-device-login";
import { denyDeviceLogin } from "@/server/identity/devices/deny-device-login";
import { getDeviceLogin } from "@/server/identity/devices/get-device-login";
import { renewDeviceToken } from "@/server/identity/devices/renew-device-token";
import { startDeviceLogin } from "@/server/identity/devices/start-device-login";
import { takeDeviceToken } from "@/server/identity/devices/take-device-token";
import { disableUser } from "@/server/identity/disable-user";
import { deleteToken } from "@/server/identity/tokens/delete-token";
import { listTokens } from "@/server/identity/tokens/list-tokens";
import { setupHubServer } from "@/server/testing/hub-server";
import { setupWorld } from "@/server/testing/world";

const CLIENT = "26be6b09-91c5-47da-9861-d2d2bb7a7e36";
const GRANT = "urn:ietf:params:oauth:grant-type:device_code";
const DAY_MS = 24 * 60 * 60_000;

const world = setupWorld();
const server = setupHubServer(world);

const post = async (path: string, fields: Record<string, string>) => {
  const answer = await server.fetch(path, { method: "POST", body: new URLSearchParams(fields) });
  const body = (await answer.json()) as Record<string, string>;
  return { status: answer.status, headers: answer.headers, body };
};
const start = async (scope?: string) =>
  (await post("/oauth/device", { client_id: CLIENT, ...(scope && { scope }) })).body as Record<
    "device_code" | "user_code",
    string
  >;
const poll = (device_code: string) => post("/oauth/token", { grant_type: GRANT, client_id: CLIENT, device_code });

/** A visitor at a moment that is so many milliseconds from now. */
const later = (ms: number) => world.as({ kind: "anonymous" }, () => new Date(Date.now() + ms));
const begin = async () => startDeviceLogin(later(0), { clientId: CLIENT, scopes: [], device: "hf/2.4.0" });

describe("a program on another machine", () => {
  test("gets a token of its own once a person has approved the code it shows", async () => {
    const user = await world.user();
    const started = await post("/oauth/device", { client_id: CLIENT });
    expect(started.body).toMatchObject({ interval: 5, expires_in: 900 });
    const { device_code = "", user_code: userCode = "", verification_uri_complete: page } = started.body;
    expect(userCode).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/);
    expect(page).toBe(`${server.origin()}/device?user_code=${userCode}`);
    const waiting = await poll(device_code);
    expect([waiting.status, waiting.body.error, waiting.headers.get("cache-control")]).toEqual([
      400,
      "authorization_pending",
      "no-store",
    ]);
    expect((await poll(device_code)).body.error).toBe("slow_down");

    const typed = userCode.toLowerCase().replace("-", " ");
    expect(await getDeviceLogin.run(world.as(user), { userCode: typed })).toMatchObject({
      userCode,
      client: "huggingface_hub",
      asksToWrite: true,
    });
    await approveDeviceLogin.run(world.as(user), { userCode: typed, role: "write" });
    const issued = await takeDeviceToken(later(60_000), { deviceCode: device_code, clientId: CLIENT });
    expect(issued.secret).toMatch(/^hf_/);
    const me = (await (await server.fetch("/api/whoami-v2", { token: issued.secret })).json()) as {
      name: string;
      auth: { type: string; expiresAt: string; accessToken: { role: string } };
    };
    expect(me).toMatchObject({ name: user.username, auth: { type: "oauth", accessToken: { role: "write" } } });
    expect((await poll(device_code)).body.error).toBe("invalid_grant");

    const { items } = await listTokens.run(world.as(user), { limit: 20 });
    const made = items.find(({ client }) => client === "huggingface_hub");
    await deleteToken.run(world.as(user), { tokenId: made?.id ?? "" });
    expect((await server.fetch("/api/whoami-v2", { token: issued.secret })).status).toBe(401);
  });

  test("is told when it was turned away, when it came too late, and when it asks for nothing", async () => {
    const user = await world.user();
    const refused = await begin();
    await denyDeviceLogin.run(world.as(user), { userCode: refused.userCode });
    expect((await poll(refused.deviceCode)).body.error).toBe("access_denied");
    const { deviceCode } = await begin();
    await expect(takeDeviceToken(later(901_000), { deviceCode, clientId: CLIENT })).rejects.toMatchObject({
      reason: "expired_token",
    });
    await expect(takeDeviceToken(later(0), { deviceCode, clientId: "other" })).rejects.toMatchObject({
      reason: "invalid_grant",
    });
    expect((await poll("none")).body.error).toBe("invalid_grant");
    const unknown = await post("/oauth/device", { client_id: "somebody" });
    expect([unknown.status, unknown.body.error]).toEqual([401, "invalid_client"]);
    const odd = await post("/oauth/token", { grant_type: "password", username: "a", password: "b" });
    expect([odd.status, odd.body.error]).toEqual([400, "unsupported_grant_type"]);
    const bare = await post("/oauth/token", { grant_type: GRANT });
    expect([bare.status, bare.body.error]).toEqual([400, "invalid_request"]);
    expect((await server.fetch("/oauth/token")).status).toBe(404);
  });

  test("renews its token; the one before works for a day, and a stolen copy ends both", async () => {
    const user = await world.user();
    const { userCode, deviceCode } = await begin();
    await approveDeviceLogin.run(world.as(user), { userCode, role: "read" });
    const first = await takeDeviceToken(later(0), { deviceCode, clientId: CLIENT });
    const answer = await post("/oauth/token", {
      grant_type: "refresh_token",
      client_id: CLIENT,
      refresh_token: first.refreshSecret,
    });
    const { access_token: second = "", refresh_token: nextRefresh = "" } = answer.body;
    expect(answer.body).toMatchObject({ token_type: "bearer", expires_in: 2_592_000 });
    const works = async (token: string) => (await server.fetch("/api/whoami-v2", { token })).status;
    expect([await works(first.secret), await works(second)]).toEqual([200, 200]);

    const again = { refreshSecret: first.refreshSecret, clientId: CLIENT };
    await expect(renewDeviceToken(later(0), again)).rejects.toMatchObject({ reason: "invalid_grant" });
    expect(await works(second)).toBe(200);
    await expect(renewDeviceToken(later(2 * DAY_MS), again)).rejects.toMatchObject({ reason: "invalid_grant" });
    expect([await works(first.secret), await works(second)]).toEqual([401, 401]);
    await expect(renewDeviceToken(later(0), { refreshSecret: nextRefresh, clientId: CLIENT })).rejects.toMatchObject({
      reason: "invalid_grant",
    });
  });

  test("gets nothing from an account that was disabled after the approval", async () => {
    const [user, admin] = [await world.user(), await world.user({ platformRoles: ["owner"] })];
    const { userCode, deviceCode } = await begin();
    await approveDeviceLogin.run(world.as(user), { userCode, role: "write" });
    await disableUser.run(world.as(admin), { username: user.username });
    await expect(takeDeviceToken(later(0), { deviceCode, clientId: CLIENT })).rejects.toMatchObject({
      reason: "access_denied",
    });
  });
});

describe("a code", () => {
  test("is approved by a person in a browser who has just typed the password, once", async () => {
    const user = await world.user();
    const { userCode } = await begin();
    const { actor } = await world.token(user);
    const wanted = { userCode, role: "write" } as const;
    await expect(approveDeviceLogin.run(world.as(actor), wanted)).rejects.toMatchObject({ reason: "person_required" });
    const earlier = { ...user, signedInAt: new Date(Date.now() - 11 * 60_000) };
    await expect(approveDeviceLogin.run(world.as(earlier), wanted)).rejects.toMatchObject({
      reason: "reauthentication_required",
    });
    const both = await Promise.allSettled([
      approveDeviceLogin.run(world.as(user), wanted),
      approveDeviceLogin.run(world.as(await world.user()), wanted),
    ]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("A13: cannot be guessed; a right one in between forgives nothing", async () => {
    const user = await world.user();
    // Later than all that begins here, and within the pauses between guesses however slow the machine is.
    const now = new Date(Date.now() + 60_000);
    const ctx = world.as(user, () => now);
    const guarded = { ...ctx, live: { ...ctx.live, identity: { ...ctx.live.identity, limitsAttempts: true } } };
    const outcomes: string[] = [];
    for (let guess = 0; guess < 8; guess++) {
      const { userCode } = guess === 3 ? await begin() : { userCode: `BCDF-GH${"JKLMNPQR"[guess]}Z` };
      outcomes.push(
        await getDeviceLogin.run(guarded, { userCode }).then(
          () => "found",
          (error: { reason?: string; code: string }) => error.reason ?? error.code,
        ),
      );
    }
    expect(outcomes.slice(0, 4)).toEqual(["not_found", "not_found", "not_found", "found"]);
    expect(outcomes.at(-1)).toBe("too_many_attempts");
  });

  test("of a program that only reads cannot be approved for writing", async () => {
    const user = await world.user();
    const { user_code: userCode } = await start("openid read-repos");
    await expect(approveDeviceLogin.run(world.as(user), { userCode, role: "write" })).rejects.toMatchObject({
      reason: "invalid_scope",
    });
    await approveDeviceLogin.run(world.as(user), { userCode, role: "read" });
  });

  test("no address has more than twenty of them waiting", async () => {
    const ctx = { ...later(0), clientAddress: "203.0.113.9" };
    const ask = () => startDeviceLogin(ctx, { clientId: CLIENT, scopes: [], device: "" });
    for (let count = 0; count < 20; count++) await ask();
    await expect(ask()).rejects.toMatchObject({ reason: "too_many_attempts" });
  });
});

test("the whole API is there once more below /hf, and pages are where they were", async () => {
  const started = await post("/hf/oauth/device", { client_id: CLIENT });
  expect(started.body.verification_uri).toBe(`${server.origin()}/hf/device`);
  const page = await server.fetch("/hf/device?user_code=A");
  expect([page.status, page.headers.get("location")]).toEqual([307, "/device?user_code=A"]);
  expect((await server.fetch("/hf//evil.example/x")).headers.get("location")).toBe("/evil.example/x");
  const user = await world.user();
  const { secret: token } = await world.token(user);
  const made = await server.fetch("/hf/api/repos/create", { method: "POST", token, body: '{"name":"below"}' });
  expect(await made.json()).toMatchObject({ url: `${server.origin()}/hf/${user.username}/below` });
  const head = await server.fetch(`/hf/${user.username}/below/resolve/main/.gitattributes`, { method: "HEAD" });
  expect(head.status).toBe(200);
  expect((await server.fetch(`/hf/${user.username}/below.git/info/refs?service=git-upload-pack`)).status).toBe(200);
});
