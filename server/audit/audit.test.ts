import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { freezeOwner, thawOwner } from "@/server/access";
import { createToken } from "@/server/identity/tokens/create-token";
import { atomically } from "@/server/kernel";
import { allPages } from "@/server/testing/all-pages";
import { setupWorld } from "@/server/testing/world";
import { audit } from ".";
import { ListAuditEventsInput } from "./contract";
import { cellOf, exportAuditEvents } from "./export-audit-events";
import { listAuditEvents } from "./list-audit-events";
import { verifyAuditChain } from "./verify-audit-chain";

const asked = (input: object = {}) => ListAuditEventsInput.parse(input);

describe("the audit trail", () => {
  const world = setupWorld();
  const chain = () => verifyAuditChain.run(world.system(), {});

  test("is a whole chain, also when many append at once", async () => {
    await world.user();
    const ctx = world.system();
    await Promise.all(Array.from({ length: 20 }, (_, at) => audit(ctx, "probe.made", { kind: "probe", id: `${at}` })));
    const { count, brokenAt } = await chain();
    expect(brokenAt).toBeNull();
    expect(count).toBeGreaterThan(20);
  });

  test("its end is locked only when all else of a transaction is done, also of one in another", async () => {
    const ctx = world.system();
    const { promise: isOver, resolve: end } = Promise.withResolvers<void>();
    const probe = (id: string) => ({ kind: "probe", id });
    const long = atomically(ctx, async (ctx) => {
      await atomically(ctx, (ctx) => audit(ctx, "probe.first", probe("long")));
      await atomically(ctx, async (ctx) => {
        await audit(ctx, "probe.undone", probe("long"));
        throw new Error("undone");
      }).catch(() => {});
      await isOver;
      await audit(ctx, "probe.second", probe("long"));
    });
    await audit(ctx, "probe.meanwhile", probe("quick"));
    end();
    await long;
    const found = await ctx.db.execute(
      sql`select action from audit_events where target_id in ('long', 'quick') order by seq`,
    );
    expect(found.map(({ action }) => action)).toEqual(["probe.meanwhile", "probe.first", "probe.second"]);
    expect(await chain()).toMatchObject({ brokenAt: null });
  });

  test("a rolled back action leaves no link and no gap", async () => {
    const ctx = world.system();
    const before = await chain();
    const failed = ctx.db.transaction(async (tx) => {
      await audit({ ...ctx, db: tx }, "probe.failed", { kind: "probe", id: "1" });
      throw new Error("rolled back");
    });
    await expect(failed).rejects.toThrow("rolled back");
    expect(await chain()).toEqual(before);
  });

  test.each([
    "update audit_events set action = 'x'",
    "delete from audit_events",
    "truncate audit_events",
    "delete from audit_head",
    "truncate audit_head",
  ])("refuses: %s", async (statement) => {
    await expect(world.system().db.execute(sql.raw(statement))).rejects.toMatchObject({
      cause: { message: "the audit trail is append-only" },
    });
  });

  test("shows a row that was changed behind the trigger's back, and an end that was cut off", async () => {
    const { db } = world.system();
    const { count } = await chain();
    const behind = async (statement: string) => {
      await db.execute(sql.raw("alter table audit_events disable trigger user"));
      await db.execute(sql.raw(statement));
      await db.execute(sql.raw("alter table audit_events enable trigger user"));
    };
    await behind(`update audit_events set details = '{"forged": true}' where seq = 2`);
    expect(await chain()).toEqual({ count, brokenAt: 2 });
    await behind(`update audit_events set details = '{}' where seq = 2`);
    expect(await chain()).toEqual({ count, brokenAt: null });

    await behind(`create table cut as select * from audit_events where seq = ${count}`);
    await behind(`delete from audit_events where seq = ${count}`);
    expect(await chain()).toEqual({ count: count - 1, brokenAt: count });
    await behind("insert into audit_events select * from cut");
    expect(await chain()).toEqual({ count, brokenAt: null });
  });

  test("keeps no secret", async () => {
    const ada = await world.user();
    const { secret } = await createToken.run(world.as(ada), { name: "Laptop", role: "write" });
    const dump = JSON.stringify(await world.system().db.execute(sql.raw("select e::text from audit_events e")));
    expect(dump).not.toContain(secret);
    expect(dump).not.toContain("example.com");
  });

  test("shows people their own actions, administrators those of their organisation, auditors all", async () => {
    const [ada, bob, eve] = [await world.user(), await world.user(), await world.user()];
    const auditor = world.as(await world.user({ platformRoles: ["auditor"] }));
    const organization = await world.organization(ada, [{ user: bob, role: "read" }]);
    const leader = world.as(await world.again(ada));

    const seen = await listAuditEvents.run(leader, asked({ owner: organization.name.toUpperCase() }));
    expect(seen.items.map(({ action }) => action)).toEqual(["member.added", "organization.created"]);
    expect(seen.items[0]).toMatchObject({ actor: { name: ada.username }, target: { name: bob.username } });

    for (const stranger of [eve, await world.again(bob)]) {
      const { items } = await listAuditEvents.run(world.as(stranger), asked({ owner: organization.name }));
      expect(items).toEqual([]);
    }
    const all = await listAuditEvents.run(auditor, asked({ actor: ada.username, action: "member." }));
    expect(all.items).toHaveLength(1);
    await expect(listAuditEvents.run(world.as({ kind: "anonymous" }), asked())).rejects.toMatchObject({
      code: "unauthenticated",
    });
    await expect(verifyAuditChain.run(world.as(ada), {})).rejects.toMatchObject({ code: "forbidden" });
  });

  test("shows auditors what nobody owns, also while somebody's account is about to go", async () => {
    const auditor = world.as(await world.user({ platformRoles: ["auditor"] }));
    const leaving = await world.user();
    await freezeOwner(world.system(), leaving.userId);
    await audit(world.system(), "probe.unowned", { kind: "probe", id: "1" });
    const { items } = await listAuditEvents.run(auditor, asked({ action: "probe.unowned" }));
    expect(items).toHaveLength(1);
    await thawOwner(world.system().db, leaving.userId);
  });

  test.each(["' or 1=1 --", "%", "\\", "00000000-0000-0000-0000-000000000000"])(
    "finds nothing for %j",
    async (text) => {
      const auditor = world.as(await world.user({ platformRoles: ["auditor"] }));
      const { items } = await listAuditEvents.run(
        auditor,
        asked({ target: text, owner: text, actor: text, action: text }),
      );
      expect(items).toEqual([]);
    },
  );

  test("is paged without loss, by cursors of its own only", async () => {
    const auditor = world.as(await world.user({ platformRoles: ["auditor"] }));
    const all = await allPages((cursor) => listAuditEvents.run(auditor, asked({ limit: 7, cursor })));
    const seen = all.map(({ id }) => id);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength((await chain()).count);
    await expect(listAuditEvents.run(auditor, asked({ cursor: "forged" }))).rejects.toMatchObject({ code: "invalid" });
  });

  test("is exported as CSV and as lines of JSON", async () => {
    const auditor = world.as(await world.user({ platformRoles: ["auditor"] }));
    const request = { signal: new AbortController().signal, lastEventId: null, contentType: null, body: emptyBody() };
    const { count } = await chain();
    for (const [format, lines] of [
      ["csv", count + 1],
      ["jsonl", count],
    ] as const) {
      const { body } = await exportAuditEvents.run(auditor, { format }, request);
      let text = "";
      for await (const chunk of body) text += chunk;
      expect(text.trimEnd().split("\n")).toHaveLength(lines);
    }
  });

  test("writes cells that no spreadsheet takes for a formula", () => {
    expect(["=HYPERLINK(1)", "+1", "a,b", 'say "hi"', -5].map(cellOf)).toEqual([
      "'=HYPERLINK(1)",
      "'+1",
      '"a,b"',
      '"say ""hi"""',
      "-5",
    ]);
  });
});

async function* emptyBody(): AsyncIterable<Uint8Array> {}
