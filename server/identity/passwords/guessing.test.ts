import { afterEach, describe, expect, test } from "vitest";
import { setupHubServer } from "@/server/testing/hub-server";
import { PASSWORD } from "@/server/testing/people";
import { setupWorld, stoppedClock } from "@/server/testing/world";
import { actorOfPassword, openSession } from "..";
import { createInvitation } from "../create-invitation";
import { deleteAccount } from "../delete-account";
import { getInvitation } from "../get-invitation";
import { createPasswordReset } from "./create-password-reset";
import { getPasswordReset } from "./get-password-reset";

describe("whoever guesses", () => {
  const world = setupWorld();
  let clock = () => new Date();
  const server = setupHubServer(world, { limitsAttempts: true, now: () => clock() });
  afterEach(() => {
    clock = () => new Date();
  });
  const visitor = () => world.as({ kind: "anonymous" }, () => clock());
  const limited = () => {
    const ctx = visitor();
    return { ...ctx, live: { ...ctx.live, identity: { ...ctx.live.identity, limitsAttempts: true } } };
  };

  test("A3 finds no usable secret in a dump of the database", async () => {
    const ada = await world.user({ platformRoles: ["admin"] });
    const { name } = await world.organization(ada);
    const owner = world.as(await world.again(ada));
    const { secret } = await world.token(ada);
    const session = await openSession(visitor(), { userId: ada.userId, device: "Test" });
    const { url: invitation } = await createInvitation.run(owner, { name, role: "read" });
    const { url: reset } = await createPasswordReset.run(owner, { username: (await world.user()).username });
    const codes = [invitation, reset].map((url) => url.split("/").at(-1) ?? "");

    const dump = JSON.stringify(await owner.db.execute("select database_to_xml(true, false, '')::text as everything"));
    expect(dump).toContain(ada.username);
    for (const usable of [secret, session.secret, ...codes, PASSWORD]) expect(dump).not.toContain(usable);
  });

  test("A12 hears the same of a person, of nobody, and of one who deleted the account", async () => {
    const [ada, gone] = [await world.user(), await world.user()];
    await deleteAccount.run(world.as(gone), {});
    const heard = await Promise.all(
      [ada.username, gone.username, "nobody-at-all"].map(async (login) => {
        const answer = await server.fetch("/api/v1/me", {
          headers: { authorization: `Basic ${btoa(`${login}:wrong`)}` },
        });
        const { instance: _, requestId: __, ...problem } = await answer.json();
        return [answer.status, problem];
      }),
    );
    expect(heard[1]).toEqual(heard[0]);
    expect(heard[2]).toEqual(heard[0]);
    const unknown = [
      getInvitation.run(visitor(), { code: "unknown" }),
      getPasswordReset.run(visitor(), { code: "unknown" }),
    ];
    for (const outcome of await Promise.allSettled(unknown)) {
      expect(outcome).toMatchObject({ status: "rejected", reason: { code: "not_found", reason: undefined } });
    }
  });

  test("A12 waits as long for nobody as for somebody", async () => {
    const ada = await world.user();
    const timeOf = async (login: string) => {
      const from = performance.now();
      await actorOfPassword(visitor(), { login, password: "wrong" });
      return performance.now() - from;
    };
    const times: { known: number[]; unknown: number[] } = { known: [], unknown: [] };
    for (let round = 0; round < 9; round += 1) {
      times.known.push(await timeOf(ada.username));
      times.unknown.push(await timeOf(`nobody-${round}`));
    }
    const [known, unknown] = [Math.min(...times.known), Math.min(...times.unknown)];
    // Without a hash to verify nobody would take a hundredth of the time.
    expect(unknown).toBeGreaterThan(known / 4);
    expect(known).toBeGreaterThan(unknown / 4);
  });

  test("A13 is counted by the account, by name or address and in any case", async () => {
    const ada = await world.user();
    clock = stoppedClock();
    const logins = [
      ada.username,
      ada.username.toUpperCase(),
      `${ada.username}@example.com`,
      `${ada.username}@EXAMPLE.com`,
    ];
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await actorOfPassword(limited(), { login: logins[attempt % logins.length] ?? "", password: "wrong" });
    }
    for (const login of logins) {
      await expect(actorOfPassword(limited(), { login, password: PASSWORD })).rejects.toMatchObject({
        reason: "too_many_attempts",
      });
    }
  });

  test("a refused password counts although the call carries an Idempotency-Key", async () => {
    const [gone, caller] = [await world.user(), await world.user()];
    await deleteAccount.run(world.as(gone), {});
    const { secret } = await world.token(caller);
    const restore = async (password: string) =>
      server.fetch(`/api/v1/users/${gone.username}/restore`, {
        method: "POST",
        token: secret,
        headers: { "content-type": "application/json", "idempotency-key": password },
        body: JSON.stringify({ password }),
      });
    clock = stoppedClock();
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 6; attempt += 1) statuses.push((await restore(`wrong ${attempt}`)).status);
    expect(statuses).toEqual([403, 403, 403, 403, 403, 429]);
  });
});
