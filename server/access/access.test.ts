import { sql } from "drizzle-orm";
import { boolean, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { beforeAll, describe, expect, test } from "vitest";
import { resourceGrants, resourcePasses } from "@/db/schema/access";
import { type Actor, type Membership, newRow, type TokenScope, type UserActor } from "@/server/kernel";
import { ORGANIZATION_ROLES, PLATFORM_ROLES } from "@/server/kernel/contract";
import { setupWorld } from "@/server/testing/world";
import { can, type Facts, type Resource } from "./can";
import { RESOURCE_ROLES, type ResourceRole, VISIBILITIES } from "./contract";
import { PERMISSIONS, type Permission } from "./permissions";
import { freezeOwner, listFilter } from "./store";

const permissions = Object.keys(PERMISSIONS) as Permission[];
const ME = "018f0000-0000-7000-8000-00000000000a";
const OWNER = "018f0000-0000-7000-8000-00000000000b";
const THING = "018f0000-0000-7000-8000-00000000000c";
const OTHER = "018f0000-0000-7000-8000-00000000000d";

const person = (facts: Partial<UserActor>): UserActor => ({
  kind: "user",
  userId: ME,
  username: "me",
  platformRoles: [],
  memberships: [],
  sessionId: ME,
  signedInAt: new Date(0),
  ...facts,
});

interface Someone {
  readonly name: string;
  readonly actor: Actor;
  readonly ownerId?: string;
  readonly creatorId?: string;
  readonly grant?: ResourceRole;
  readonly isAdmitted?: boolean;
  readonly state?: Pick<Resource, "isGated" | "isArchived">;
}

const everybody: readonly Someone[] = [
  { name: "visitor", actor: { kind: "anonymous" } },
  { name: "stranger", actor: person({}) },
  { name: "owner", actor: person({}), ownerId: ME },
  ...ORGANIZATION_ROLES.map((role) => ({
    name: `member:${role}`,
    actor: person({ memberships: [{ organizationId: OWNER, role }] }),
  })),
  {
    name: "member:contributor, creator",
    actor: person({ memberships: [{ organizationId: OWNER, role: "contributor" }] }),
    creatorId: ME,
  },
  { name: "member elsewhere", actor: person({ memberships: [{ organizationId: OTHER, role: "owner" }] }) },
  ...RESOURCE_ROLES.map((grant) => ({ name: `collaborator:${grant}`, actor: person({}), grant })),
  { name: "admitted", actor: person({}), isAdmitted: true },
  ...PLATFORM_ROLES.map((role) => ({ name: `platform:${role}`, actor: person({ platformRoles: [role] }) })),
];

/** Every way in which a person may come: in a browser, or with a token that keeps a part of the rights. */
const waysOf = (actor: Actor, permission: Permission): readonly Actor[] => {
  if (actor.kind !== "user") return [actor];
  const { userId, username, platformRoles, memberships } = actor;
  const token = (scope: TokenScope): Actor => ({
    ...{ kind: "token", tokenId: ME, userId, username, platformRoles, memberships, scope },
  });
  const line = (target: { readonly kind: "owner" | "resource"; readonly id: string }, granted: string) =>
    token({ role: "fineGrained", lines: [{ target, permissions: [granted] }] });
  return [
    actor,
    token({ role: "read" }),
    token({ role: "write" }),
    token({ role: "fineGrained", lines: [{ target: { kind: "everything" }, permissions: [permission] }] }),
    line({ kind: "resource", id: THING }, permission),
    line({ kind: "resource", id: OTHER }, permission),
    line({ kind: "owner", id: OTHER }, permission),
    token({ role: "fineGrained", lines: [{ target: { kind: "everything" }, permissions: [] }] }),
  ];
};

const LETTERS = { public: "P", internal: "I", private: "p" } as const;

function letters(actor: Actor, permission: Permission, someone: Someone): string {
  const { ownerId = OWNER, creatorId, grant, isAdmitted, state } = someone;
  return VISIBILITIES.map((visibility) => {
    const resource: Resource = {
      kind: "Thing",
      id: THING,
      ownerId,
      visibility,
      creatorId: creatorId ?? null,
      ...state,
    };
    const allowed = can(actor, permission, {
      resource,
      facts: { grant: grant ?? null, isFrozen: false, isAdmitted: isAdmitted === true },
    });
    return allowed ? LETTERS[visibility] : "-";
  }).join("");
}

describe("who may do what", () => {
  test("is the table that was reviewed: roles × permissions × visibilities × ways to come in", async () => {
    const head =
      "Public, Internal, private: session | read | write | all | thing | other thing | other owner | nothing";
    const rows = permissions.flatMap((permission) => [
      `\n${permission}`,
      ...everybody.map((someone) => {
        const cells = waysOf(someone.actor, permission).map((actor) => letters(actor, permission, someone));
        return `  ${someone.name.padEnd(28)} ${cells.join(" ")}`;
      }),
    ]);
    await expect(`${head}\n${rows.join("\n")}\n`).toMatchFileSnapshot("./matrix.golden");
  });

  test("is the table that was reviewed, in front of a gate and on what is archived", async () => {
    const states = [
      { permission: "repo.read", state: { isGated: true } },
      { permission: "repo.content", state: { isGated: true } },
      { permission: "repo.write", state: { isGated: true } },
      { permission: "repo.content", state: { isArchived: true } },
      { permission: "repo.write", state: { isArchived: true } },
      { permission: "repo.admin", state: { isArchived: true } },
    ] as const;
    const rows = states.flatMap(({ permission, state }) => [
      `\n${permission} ${Object.keys(state)}`,
      ...everybody.map((someone) => {
        const cells = waysOf(someone.actor, permission).map((actor) =>
          letters(actor, permission, { ...someone, state }),
        );
        return `  ${someone.name.padEnd(28)} ${cells.join(" ")}`;
      }),
    ]);
    await expect(`${rows.join("\n")}\n`).toMatchFileSnapshot("./matrix-states.golden");
  });

  test("nobody reaches anything of a deleted owner, and a token never more than its person", () => {
    for (const permission of permissions) {
      for (const someone of everybody) {
        const { actor, ownerId = OWNER, grant = null } = someone;
        const resource = { kind: "Thing", id: THING, ownerId, visibility: "public" as const };
        expect(can(actor, permission, { resource, facts: { grant, isFrozen: true, isAdmitted: true } })).toBe(false);
        const [own = "", ...byToken] = waysOf(actor, permission).map((way) => letters(way, permission, someone));
        for (const cell of byToken) {
          expect([...cell].every((letter, at) => letter === "-" || letter === own.charAt(at))).toBe(true);
        }
      }
    }
  });
});

const things = pgTable("access_things", {
  id: uuid().primaryKey(),
  ownerId: uuid().notNull(),
  visibility: text().$type<(typeof VISIBILITIES)[number]>().notNull(),
  creatorId: uuid(),
  isGated: boolean().notNull(),
});

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

describe("a list", () => {
  const world = setupWorld();
  beforeAll(async () => {
    await world.system().db.execute(sql`create table access_things
      (id uuid primary key, owner_id uuid not null, visibility text not null, creator_id uuid, is_gated boolean not null)`);
  });

  test.each([1, 2, 3, 4])(
    "shows exactly what may be read one by one, in the random world %i",
    async (seed) => {
      const dice = diceOf(seed);
      const ctx = world.system();
      const ids = (count: number) => Array.from({ length: count }, () => ctx.id());
      const [people, organizations] = [ids(6), ids(4)];
      const owners = [...people, ...organizations];
      const rows = ids(40).map((id) => ({
        id,
        ownerId: dice.oneOf(owners),
        visibility: dice.oneOf(VISIBILITIES),
        creatorId: dice.chance(0.5) ? dice.oneOf(people) : null,
        isGated: dice.chance(0.5),
      }));
      const grants = rows.flatMap(({ id: resourceId }) =>
        people
          .filter(() => dice.chance(0.1))
          .map((userId) => ({ ...newRow(ctx), resourceId, userId, role: dice.oneOf(RESOURCE_ROLES) })),
      );
      const at = ctx.now();
      const passes = rows.flatMap(({ id: resourceId }) =>
        people
          .filter(() => dice.chance(0.2))
          .map((userId) => ({ resourceId, userId, expiresAt: dice.oneOf([null, hours(at, -1), hours(at, 1)]) })),
      );
      const frozen = owners.filter(() => dice.chance(0.15));
      await ctx.db.delete(things).where(sql`true`);
      await ctx.db.insert(things).values(rows);
      await ctx.db.insert(resourceGrants).values(grants);
      await ctx.db.insert(resourcePasses).values(passes);
      for (const owner of frozen) await freezeOwner(ctx, owner);

      const factsOf = (actor: Actor, row: (typeof rows)[number]): Facts => ({
        isFrozen: frozen.includes(row.ownerId),
        isAdmitted: passes.some(
          ({ resourceId, userId, expiresAt }) =>
            resourceId === row.id && "userId" in actor && actor.userId === userId && (expiresAt ?? hours(at, 1)) > at,
        ),
        grant:
          grants.find((one) => one.resourceId === row.id && "userId" in actor && one.userId === actor.userId)?.role ??
          null,
      });
      for (const userId of people) {
        for (const actor of actorsOf(dice, { userId, organizations, owners, things: rows.map(({ id }) => id) })) {
          for (const permission of permissions) {
            const listed = await ctx.db
              .select({ id: things.id })
              .from(things)
              .where(listFilter(actor, permission, { ...things, gate: { isGated: things.isGated, at } }));
            const allowed = rows.filter((row) =>
              can(actor, permission, { resource: { kind: "Thing", ...row }, facts: factsOf(actor, row) }),
            );
            expect(listed.map(({ id }) => id).sort(), `${permission} for ${JSON.stringify(actor)}`).toEqual(
              allowed.map(({ id }) => id).sort(),
            );
          }
        }
      }
    },
    120_000,
  );
});

interface Population {
  readonly userId: string;
  readonly organizations: readonly string[];
  readonly owners: readonly string[];
  readonly things: readonly string[];
}

function actorsOf(dice: Dice, { userId, organizations, owners, things }: Population): readonly Actor[] {
  const memberships: Membership[] = organizations
    .filter(() => dice.chance(0.6))
    .map((organizationId) => ({ organizationId, role: dice.oneOf(ORGANIZATION_ROLES) }));
  const user = person({ userId, memberships, platformRoles: dice.chance(0.25) ? [dice.oneOf(PLATFORM_ROLES)] : [] });
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
  const { platformRoles, username } = user;
  const known = { kind: "token" as const, tokenId: userId, userId, username, platformRoles, memberships };
  const role = dice.oneOf(["read", "write"] as const);
  return [
    dice.chance(0.2) ? { kind: "anonymous" } : user,
    { ...known, scope: { role } },
    { ...known, scope: { role: "fineGrained", lines } },
  ];
}
