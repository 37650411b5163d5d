import { sql } from "drizzle-orm";
import { boolean, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { beforeAll, describe, expect, test } from "vitest";
import { groupedResources, resourceGrants, resourcePasses } from "@/db/schema/access";
import { type Actor, type GroupMembership, type Membership, newRow } from "@/server/kernel";
import { GROUP_ROLES, ORGANIZATION_ROLES, PLATFORM_ROLES, TEAM_ROLES } from "@/server/kernel/contract";
import { setupWorld } from "@/server/testing/world";
import { can, type Facts, type Resource } from "./can";
import { RESOURCE_ROLES, VISIBILITIES } from "./contract";
import { PERMISSIONS, type Permission } from "./permissions";
import { findFacts } from "./store/facts";
import { freezeOwner } from "./store/frozen-owners";
import { listFilter } from "./store/list-filter";

const permissions = Object.keys(PERMISSIONS) as Permission[];

const things = pgTable("access_things", {
  id: uuid().primaryKey(),
  ownerId: uuid().notNull(),
  visibility: text().$type<(typeof VISIBILITIES)[number]>().notNull(),
  creatorId: uuid(),
  isGated: boolean().notNull(),
  liesWith: uuid().notNull(),
});
type Thing = typeof things.$inferSelect;

const hours = (at: Date, count: number): Date => new Date(at.getTime() + count * 3_600_000);

/** The same numbers for the same seed (mulberry32), so that a failure can be seen again. */
function diceOf(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const oneOf = <T>(list: readonly T[]): T => {
    const chosen = list[Math.floor(next() * list.length)];
    if (chosen === undefined) throw new Error("Nothing to choose from");
    return chosen;
  };
  return { oneOf, chance: (part: number) => next() < part };
}
type Dice = ReturnType<typeof diceOf>;

/** An organisation with its teams and groups, and what the teams have in the groups. */
interface House {
  readonly id: string;
  readonly teams: readonly string[];
  readonly groups: readonly string[];
  readonly teamRoles: readonly GroupMembership[];
}

function houseOf(dice: Dice, newId: () => string): House {
  const [id, teams, groups] = [newId(), [newId(), newId()], [newId(), newId()]];
  const pairs = teams.flatMap((teamId) => groups.map((groupId) => ({ teamId, groupId })));
  const teamRoles = pairs.filter(() => dice.chance(0.4)).map((pair) => ({ ...pair, role: dice.oneOf(GROUP_ROLES) }));
  return { id, teams, groups, teamRoles };
}

function membershipIn(dice: Dice, { id, teams, groups, teamRoles }: House): Membership {
  const own = teams.filter(() => dice.chance(0.5)).map((teamId) => ({ teamId, role: dice.oneOf(TEAM_ROLES) }));
  const inPerson = groups
    .filter(() => dice.chance(0.4))
    .map((groupId) => ({ groupId, role: dice.oneOf(GROUP_ROLES), teamId: null }));
  const byTeam = teamRoles.filter(({ teamId }) => own.some((membership) => membership.teamId === teamId));
  return {
    organizationId: id,
    role: dice.oneOf(ORGANIZATION_ROLES),
    teams: own,
    groups: [...inPerson, ...byTeam],
  };
}

interface Population {
  readonly userId: string;
  readonly houses: readonly House[];
  readonly owners: readonly string[];
  readonly things: readonly string[];
}

/** The same person, or a visitor, in a browser and with two tokens. */
function actorsOf(dice: Dice, { userId, houses, owners, things }: Population): readonly Actor[] {
  const memberships = houses.filter(() => dice.chance(0.6)).map((house) => membershipIn(dice, house));
  const platformRoles = dice.chance(0.2) ? [dice.oneOf(PLATFORM_ROLES)] : [];
  const person = { userId, username: "me", platformRoles, memberships };
  const targetOf = () => {
    if (dice.chance(0.2)) return { kind: "everything" as const };
    return dice.chance(0.5)
      ? { kind: "owner" as const, id: dice.oneOf(owners) }
      : { kind: "resource" as const, id: dice.oneOf(things) };
  };
  const lines = Array.from({ length: 4 }, () => ({
    target: targetOf(),
    permissions: permissions.filter(() => dice.chance(0.4)),
  }));
  const token = { kind: "token" as const, tokenId: userId, ...person };
  const role = dice.oneOf(["read", "write"] as const);
  return [
    dice.chance(0.2) ? { kind: "anonymous" } : { kind: "user", ...person, sessionId: userId, signedInAt: new Date(0) },
    { ...token, scope: { role } },
    { ...token, scope: { role: "fineGrained", lines } },
  ];
}

/** Of a resource group as a thing: its own id says which group it is. */
const asGroup = (permission: Permission): boolean => permission.startsWith("group.");

const resourceOf = (permission: Permission, row: Thing): Resource => ({
  kind: "Thing",
  ...row,
  ...(asGroup(permission) && { groupId: row.id }),
});

/** How many random worlds are looked at. */
const WORLDS = Array.from({ length: 8 }, (_, index) => index + 1);

describe("a list", () => {
  const world = setupWorld();
  beforeAll(async () => {
    await world.system().db.execute(sql`create table access_things
      (id uuid primary key, owner_id uuid not null, visibility text not null, creator_id uuid, is_gated boolean not null,
       lies_with uuid not null)`);
  });

  /** People and organisations with things between them, as they stand in the database. */
  async function populate(dice: Dice) {
    const ctx = world.system();
    const people = Array.from({ length: 6 }, () => ctx.id());
    const houses = Array.from({ length: 4 }, () => houseOf(dice, ctx.id));
    const owners = [...people, ...houses.map(({ id }) => id)];
    const thing = (id: string, ownerId: string, liesWith = id): Thing => ({
      id,
      liesWith,
      ownerId,
      visibility: dice.oneOf(VISIBILITIES),
      creatorId: dice.chance(0.5) ? dice.oneOf(people) : null,
      isGated: dice.chance(0.5),
    });
    const models = Array.from({ length: 40 }, () => thing(ctx.id(), dice.oneOf(owners)));
    const rows = [
      ...models,
      // Deployments: most of the model's owner, in whose groups they follow it; the others in none.
      ...models.map((model) => thing(ctx.id(), dice.chance(0.7) ? model.ownerId : dice.oneOf(owners), model.id)),
      ...houses.flatMap(({ id, teams, groups }) => [...teams, ...groups].map((part) => thing(part, id))),
    ];
    const places = rows.flatMap(({ id: resourceId, ownerId }) => {
      const house = houses.find(({ id }) => id === ownerId);
      return house && dice.chance(0.5) ? [{ resourceId, ownerId, groupId: dice.oneOf(house.groups) }] : [];
    });
    const grants = rows.flatMap(({ id: resourceId, ownerId }) => {
      const teams = houses.find(({ id }) => id === ownerId)?.teams ?? [];
      const subjects = [
        ...people.map((userId) => ({ userId, teamId: null })),
        ...teams.map((teamId) => ({ userId: null, teamId })),
      ];
      return subjects
        .filter(() => dice.chance(0.1))
        .map((subject) => ({ ...newRow(ctx), resourceId, ownerId, ...subject, role: dice.oneOf(RESOURCE_ROLES) }));
    });
    const at = ctx.now();
    const passes = rows.flatMap(({ id: resourceId }) =>
      people
        .filter(() => dice.chance(0.2))
        .map((userId) => ({ resourceId, userId, expiresAt: dice.oneOf([null, hours(at, -1), hours(at, 1)]) })),
    );
    const frozen = owners.filter(() => dice.chance(0.1));
    await ctx.db.delete(things).where(sql`true`);
    await ctx.db.insert(things).values(rows);
    await ctx.db.insert(groupedResources).values(places);
    await ctx.db.insert(resourceGrants).values(grants);
    await ctx.db.insert(resourcePasses).values(passes);
    for (const owner of frozen) await freezeOwner(ctx, owner);

    const factsOf = (actor: Actor, row: Thing): Facts => {
      const userId = "userId" in actor ? actor.userId : null;
      const teams = "memberships" in actor ? actor.memberships.flatMap(({ teams }) => teams) : [];
      return {
        isFrozen: frozen.includes(row.ownerId),
        isAdmitted: passes.some(
          (pass) => pass.resourceId === row.id && pass.userId === userId && (pass.expiresAt ?? hours(at, 1)) > at,
        ),
        groupId:
          places.find(({ resourceId, ownerId }) => resourceId === row.liesWith && ownerId === row.ownerId)?.groupId ??
          null,
        grants: grants
          .filter(({ resourceId }) => resourceId === row.id)
          .filter((grant) => grant.userId === userId || teams.some(({ teamId }) => teamId === grant.teamId))
          .filter((grant) => userId !== null || grant.userId !== null)
          .map(({ role, teamId }) => ({ role, teamId })),
      };
    };
    return { people, houses, owners, rows, at, factsOf };
  }

  test.each(WORLDS)(
    "shows exactly what may be read one by one, in the random world %i",
    async (seed) => {
      const dice = diceOf(seed);
      const { db } = world.system();
      const { people, houses, owners, rows, at, factsOf } = await populate(dice);
      const actors = people.flatMap((userId) =>
        actorsOf(dice, { userId, houses, owners, things: rows.map(({ id }) => id) }),
      );
      for (const actor of actors) {
        const facts = new Map(rows.map((row) => [row.id, factsOf(actor, row)]));
        for (const permission of permissions) {
          const columns = { ...things, ...(asGroup(permission) && { groupId: things.id }) };
          const listed = await db
            .select({ id: things.id })
            .from(things)
            .where(listFilter(actor, permission, { ...columns, gate: { isGated: things.isGated, at } }));
          const allowed = rows.filter((row) => {
            const known = facts.get(row.id);
            return known && can(actor, permission, { resource: resourceOf(permission, row), facts: known });
          });
          expect(listed.map(({ id }) => id).sort(), `${permission} for ${JSON.stringify(actor)}`).toEqual(
            allowed.map(({ id }) => id).sort(),
          );
        }
      }
    },
    120_000,
  );

  test("and a single decision are made from the same facts", async () => {
    const dice = diceOf(99);
    const { people, houses, owners, rows, factsOf } = await populate(dice);
    const bySort = (facts: Facts) => ({ ...facts, grants: facts.grants.map((grant) => JSON.stringify(grant)).sort() });
    for (const userId of people) {
      const [actor] = actorsOf(dice, { userId, houses, owners, things: owners });
      if (!actor) continue;
      for (const row of rows) {
        const found = await findFacts(world.as(actor), resourceOf("repo.read", row));
        expect(bySort(found)).toEqual(bySort(factsOf(actor, row)));
      }
    }
  });
});
