import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { ensureDefaultPrices, readBudgets, tokenPriceOf } from "@/server/billing";
import { billingHandlers } from "@/server/billing/handlers";
import { CreateResourceGroupInput } from "@/server/identity/contract/resource-group";
import { groupOperations } from "@/server/identity/groups/operations";
import { identityOperations } from "@/server/identity/operations";
import type { OrganizationRole, UserActor } from "@/server/kernel";
import { ORGANIZATION_ROLES } from "@/server/kernel/contract";
import { setupWorld } from "@/server/testing/world";
import { ListBudgetsInput, ListHolderConsumersInput, RemoveBudgetInput, SetBudgetInput } from "../contract/budgets";
import { gatewayOperations } from "../operations";
import { writeSettlements } from "../write-settlements";

const { listBudgets, listHolderConsumers, removeBudget, setBudget } = gatewayOperations;
const world = setupWorld();
const NOON = new Date("2026-03-12T12:34:56Z");
const as = (actor: UserActor) => world.as(actor, () => NOON);
beforeAll(() => ensureDefaultPrices(world.system()));

interface Cost {
  readonly userId: string;
  readonly groupId?: string | null;
  readonly outputTokens: number;
  readonly model?: string;
}

/** A call that an organisation pays: 0.0000004 for each token. */
async function use(owner: { id: string }, { userId, groupId = null, outputTokens, model = "lab/guide" }: Cost) {
  const ctx = world.system();
  const [id, repoId, price] = [ctx.id(), ctx.id(), await tokenPriceOf(ctx, ctx.id(), new Date())];
  const call = { id, ownerId: owner.id, keyId: ctx.id(), model };
  const facts = { startedAt: NOON, userId, groupId, deploymentId: ctx.id(), endpoint: "messages" } as const;
  const ended = { isStream: false, outcome: "completed", status: 200, latencyMs: 1, ttftMs: null } as const;
  const usage = { ...call, occurredAt: NOON, repoId, price, basis: "reported", inputTokens: 0, outputTokens } as const;
  await writeSettlements({ ...ctx, now: () => NOON }, [{ usage, request: { ...call, ...facts, ...ended } }]);
}

/** An organisation with somebody in each role, and a resource group in which its reader is a reader. */
async function lab() {
  const people = new Map<OrganizationRole, UserActor>();
  for (const role of ORGANIZATION_ROLES) people.set(role, await world.user());
  const personOf = (role: OrganizationRole): UserActor => people.get(role) ?? expect.unreachable();
  const others = ORGANIZATION_ROLES.filter((role) => role !== "owner");
  const organization = await world.organization(
    personOf("owner"),
    others.map((role) => ({ user: personOf(role), role })),
  );
  const owner = await world.again(personOf("owner"));
  const input = CreateResourceGroupInput.parse({ name: organization.name, group: "vision" });
  const group = await groupOperations.createResourceGroup.run(as(owner), input);
  const { username } = personOf("read");
  const path = { name: organization.name, group: "vision" };
  await groupOperations.putGroupPerson.run(as(owner), { ...path, username, role: "read" });
  const actorOf = (role: OrganizationRole) => world.again(personOf(role));
  return { organization, group, owner, actorOf };
}

const jobsFor = async (groupId: string) => {
  const rows = await world.system().db.execute<{ payload: unknown }>(sql`
    select payload from graphile_worker._private_jobs where payload->'payload'->>'groupId' = ${groupId}`);
  return rows.map(({ payload }) => payload);
};

type Lab = Awaited<ReturnType<typeof lab>>;
type Wanted = Readonly<Record<string, unknown>>;

const set = (actor: UserActor, { organization }: Lab, wanted: Wanted) =>
  setBudget.run(as(actor), SetBudgetInput.parse({ name: organization.name, period: "month", limit: "1", ...wanted }));
const remove = (actor: UserActor, { organization }: Lab, wanted: Wanted) =>
  removeBudget.run(as(actor), RemoveBudgetInput.parse({ name: organization.name, period: "month", ...wanted }));
const list = async (actor: UserActor, { organization }: Lab) =>
  (await listBudgets.run(as(actor), ListBudgetsInput.parse({ name: organization.name }))).items;
const consumers = async (actor: UserActor, { organization }: Lab, wanted: Wanted) =>
  (await listHolderConsumers.run(as(actor), ListHolderConsumersInput.parse({ name: organization.name, ...wanted })))
    .items;
const VISION = { kind: "group", holder: "vision" };

const statusOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    ({ code }) => code,
  );

const SETS = {
  owner: "done",
  admin: "done",
  billing: "done",
  write: "forbidden",
  contributor: "forbidden",
  read: "forbidden",
  no_access: "forbidden",
} as const satisfies Record<OrganizationRole, string>;

describe("a budget of a member or a resource group", () => {
  test.each(ORGANIZATION_ROLES)("is set and removed by those who pay: %s", async (role) => {
    const place = await lab();
    const actor = await place.actorOf(role);
    const member = { kind: "member", holder: (await place.actorOf("write")).username };
    for (const holder of [member, VISION]) {
      expect(await statusOf(set(actor, place, holder))).toBe(SETS[role]);
      await set(place.owner, place, { ...holder, period: "day" });
      expect(await statusOf(remove(actor, place, { ...holder, period: "day" }))).toBe(SETS[role]);
    }
    const periods = (await list(place.owner, place)).flatMap(({ budgets }) => budgets.map(({ period }) => period));
    expect(new Set(periods)).toEqual(new Set([SETS[role] === "done" ? "month" : "day"]));
  });

  test("is seen by the member whose it is, and by those of the group; strangers and visitors see none (T1)", async () => {
    const place = await lab();
    const [writer, reader] = [await place.actorOf("write"), await place.actorOf("read")];
    await set(place.owner, place, { kind: "member", holder: writer.username });
    await set(place.owner, place, VISION);
    expect((await list(writer, place)).map(({ name }) => name)).toEqual([writer.username]);
    expect((await list(reader, place)).map(({ name }) => name)).toEqual(["vision"]);
    expect((await list(await place.actorOf("billing"), place)).map(({ kind }) => kind)).toEqual(["member", "group"]);
    const stranger = await world.user();
    await expect(list(stranger, place)).rejects.toMatchObject({ code: "forbidden" });
    await expect(set(stranger, place, VISION)).rejects.toMatchObject({ code: "forbidden" });
    const visitor = { ...world.as({ kind: "anonymous" }), now: () => NOON };
    const asked = listBudgets.run(visitor, ListBudgetsInput.parse({ name: place.organization.name }));
    await expect(asked).rejects.toMatchObject({ code: "unauthenticated" });
  });

  test("of one organization is none of another", async () => {
    const [place, other] = [await lab(), await lab()];
    await set(place.owner, place, VISION);
    expect(await list(other.owner, other)).toEqual([]);
    await expect(remove(other.owner, other, VISION)).rejects.toMatchObject({ code: "not_found" });
    expect(await list(place.owner, place)).toHaveLength(1);
  });

  test("counts what was spent in its period before it was set, and when it comes back", async () => {
    const place = await lab();
    const writer = await place.actorOf("write");
    const [byWriter, member] = [{ userId: writer.userId }, { kind: "member", holder: writer.username }];
    await use(place.organization, { ...byWriter, groupId: place.group.id, outputTokens: 1_000 });
    await use(place.organization, { ...byWriter, outputTokens: 500 });
    expect((await set(place.owner, place, { ...member, limit: "0.001" })).budgets).toMatchObject([
      { period: "month", spent: "0.0006", left: "0.0004", mode: "hard", resetsAt: new Date("2026-04-01") },
    ]);
    expect((await set(place.owner, place, VISION)).budgets).toMatchObject([{ spent: "0.0004" }]);
    await remove(place.owner, place, member);
    await use(place.organization, { ...byWriter, outputTokens: 500 });
    const again = await set(place.owner, place, { ...member, limit: "0.0001", mode: "soft" });
    expect(again.budgets).toMatchObject([{ spent: "0.0008", left: "0", mode: "soft" }]);
    const both = await set(place.owner, place, { ...member, period: "day" });
    expect(both.budgets.map(({ period, spent }) => [period, spent])).toEqual([
      ["day", "0.0008"],
      ["month", "0.0008"],
    ]);
  });

  test("is refused to those who are not there, and cannot be removed twice", async () => {
    const place = await lab();
    const stranger = await world.user();
    const missing = { code: "not_found" };
    await expect(set(place.owner, place, { kind: "member", holder: stranger.username })).rejects.toMatchObject(missing);
    await expect(set(place.owner, place, { kind: "member", holder: "nobody-here" })).rejects.toMatchObject(missing);
    await expect(set(place.owner, place, { kind: "group", holder: "nothing" })).rejects.toMatchObject(missing);
    await expect(remove(place.owner, place, VISION)).rejects.toMatchObject(missing);
    await set(place.owner, place, VISION);
    await expect(remove(place.owner, place, { ...VISION, period: "day" })).rejects.toMatchObject(missing);
    await remove(place.owner, place, VISION);
    await expect(remove(place.owner, place, VISION)).rejects.toMatchObject(missing);
  });

  test("of somebody who left stays, is told apart and can be removed", async () => {
    const place = await lab();
    const { username } = await place.actorOf("write");
    const member = { kind: "member", holder: username };
    await set(place.owner, place, member);
    const path = { name: place.organization.name, username };
    await identityOperations.removeMember.run(as(place.owner), path);
    expect(await list(place.owner, place)).toMatchObject([{ name: username, isMember: false }]);
    await expect(set(place.owner, place, member)).rejects.toMatchObject({ code: "not_found" });
    await remove(place.owner, place, member);
    expect(await list(place.owner, place)).toEqual([]);
  });

  test("of a resource group that is deleted is gone with it, and those of others stay", async () => {
    const [place, other] = [await lab(), await lab()];
    for (const one of [place, other]) await set(one.owner, one, VISION);
    const path = { name: place.organization.name, group: "vision" };
    await groupOperations.deleteResourceGroup.run(as(place.owner), path);
    const gone = { organizationId: place.organization.id, groupId: place.group.id };
    expect(await jobsFor(place.group.id)).toMatchObject([{ event: "identity.resourceGroupDeleted", payload: gone }]);
    await billingHandlers.handlers.removeBudgetsOfGroup(world.system(), gone, AbortSignal.timeout(60_000));
    const subjects = [place, other].map(({ group: { id: ref }, organization: { id: ownerId } }) => ({ ref, ownerId }));
    const left = await readBudgets(
      world.system(),
      subjects.map((one) => ({ kind: "project", ...one })),
      NOON,
    );
    expect(left.map(({ ref }) => ref)).toEqual([other.group.id]);
  });

  test("is in the audit trail with who set it, for whom and how much", async () => {
    const place = await lab();
    await set(await place.actorOf("billing"), place, { ...VISION, limit: "2.5" });
    await remove(place.owner, place, VISION);
    const rows = await world.system().db.execute(sql`
      select action, target_id as target, details from audit_events
       where owner_id = ${place.organization.id}::uuid and action like 'budget.%' order by seq`);
    expect([...rows]).toMatchObject([
      {
        action: "budget.set",
        target: place.group.id,
        details: { kind: "group", period: "month", limit: "2.5", mode: "hard" },
      },
      { action: "budget.removed", target: place.group.id, details: { kind: "group", period: "month" } },
    ]);
  });
});

test.each([
  ["a limit below nothing", { limit: "-1" }],
  ["a period that there is not", { period: "year" }],
  ["a kind that there is not", { kind: "wallet" }],
  ["a mode that there is not", { mode: "firm" }],
])("%s cannot be said (B5)", (_what, wrong) => {
  const input = { name: "lab", ...VISION, period: "day", limit: "1", ...wrong };
  expect(SetBudgetInput.safeParse(input).success).toBe(false);
});

test("who uses a budget up is told to those who pay, and a member of their own", async () => {
  const place = await lab();
  const [writer, reader] = [await place.actorOf("write"), await place.actorOf("read")];
  const { group, organization } = place;
  await use(organization, { userId: writer.userId, groupId: group.id, outputTokens: 300, model: "lab/large" });
  await use(organization, { userId: reader.userId, groupId: group.id, outputTokens: 100, model: "lab/small" });
  await use(organization, { userId: writer.userId, outputTokens: 100, model: "lab/other" });
  expect(await consumers(place.owner, place, { ...VISION, by: "member" })).toMatchObject([
    { name: writer.username, share: 0.75 },
    { name: reader.username, share: 0.25 },
  ]);
  const own = { kind: "member", holder: writer.username };
  expect(await consumers(writer, place, own)).toMatchObject([{ name: "lab/large" }, { name: "lab/other" }]);
  await expect(consumers(reader, place, own)).rejects.toMatchObject({ code: "forbidden" });
  await expect(consumers(reader, place, VISION)).rejects.toMatchObject({ code: "forbidden" });
});
