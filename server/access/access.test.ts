import { describe, expect, test } from "vitest";
import type { Actor, GroupRole, Membership, OrganizationRole, TokenScope, UserActor } from "@/server/kernel";
import { GROUP_ROLES, ORGANIZATION_ROLES, PLATFORM_ROLES, TEAM_ROLES } from "@/server/kernel/contract";
import { can, type Facts, type Resource } from "./can";
import { RESOURCE_ROLES, type ResourceRole, VISIBILITIES } from "./contract";
import { PERMISSIONS, type Permission } from "./permissions";

const permissions = Object.keys(PERMISSIONS) as Permission[];
const ME = "018f0000-0000-7000-8000-00000000000a";
const OWNER = "018f0000-0000-7000-8000-00000000000b";
const THING = "018f0000-0000-7000-8000-00000000000c";
const OTHER = "018f0000-0000-7000-8000-00000000000d";
const TEAM = "018f0000-0000-7000-8000-00000000000e";
const GROUP = "018f0000-0000-7000-8000-00000000000f";

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

const member = (role: OrganizationRole, facts: Partial<Membership> = {}): UserActor =>
  person({ memberships: [{ organizationId: OWNER, role, teams: [], groups: [], ...facts }] });

const inGroup = (role: GroupRole, teamId: string | null = null): UserActor =>
  member("no_access", { groups: [{ groupId: GROUP, role, teamId }] });

interface Someone {
  readonly name: string;
  readonly actor: Actor;
  readonly ownerId?: string;
  readonly creatorId?: string;
  readonly grant?: ResourceRole;
  /** Of the grant. */
  readonly teamId?: string;
  readonly isAdmitted?: boolean;
  readonly groupId?: string;
  readonly state?: Pick<Resource, "isGated" | "isArchived" | "isMirror">;
}

const everybody: readonly Someone[] = [
  { name: "visitor", actor: { kind: "anonymous" } },
  { name: "stranger", actor: person({}) },
  { name: "owner", actor: person({}), ownerId: ME },
  ...ORGANIZATION_ROLES.map((role) => ({
    name: `member:${role}`,
    actor: member(role),
  })),
  { name: "member:contributor, creator", actor: member("contributor"), creatorId: ME },
  { name: "member elsewhere", actor: member("owner", { organizationId: OTHER }) },
  ...RESOURCE_ROLES.map((grant) => ({ name: `collaborator:${grant}`, actor: person({}), grant })),
  { name: "collaborator:write by a team", actor: member("no_access"), grant: "write", teamId: TEAM },
  ...TEAM_ROLES.map((role) => ({
    name: `in the team:${role}`,
    actor: member("no_access", { teams: [{ teamId: THING, role }] }),
  })),
  { name: "admitted", actor: person({}), isAdmitted: true },
  ...PLATFORM_ROLES.map((role) => ({ name: `platform:${role}`, actor: person({ platformRoles: [role] }) })),
];

/** In front of a group all that an organisation gives ends, but for those who lead it. */
const grouped: readonly Someone[] = [
  ...ORGANIZATION_ROLES.map((role) => ({ name: `member:${role}`, actor: member(role), groupId: GROUP })),
  { name: "member:contributor, creator", actor: member("contributor"), creatorId: ME, groupId: GROUP },
  ...GROUP_ROLES.map((role) => ({ name: `group:${role}`, actor: inGroup(role), groupId: GROUP })),
  { name: "group:write by a team", actor: inGroup("write", TEAM), groupId: GROUP },
  { name: "group:contributor, creator", actor: inGroup("contributor"), creatorId: ME, groupId: GROUP },
  {
    name: "member:read, group:write",
    actor: member("read", { groups: [{ groupId: GROUP, role: "write", teamId: null }] }),
    groupId: GROUP,
  },
  { name: "in another group:admin", actor: inGroup("admin"), groupId: OTHER },
  { name: "collaborator:write", actor: person({}), grant: "write", groupId: GROUP },
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

const grantsOf = ({ grant, teamId }: Someone): Facts["grants"] =>
  grant ? [{ role: grant, teamId: teamId ?? null }] : [];

const LETTERS = { public: "P", internal: "I", private: "p" } as const;

function letters(actor: Actor, permission: Permission, someone: Someone): string {
  const { ownerId = OWNER, creatorId, isAdmitted, groupId = null, state } = someone;
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
      facts: { grants: grantsOf(someone), groupId, isFrozen: false, isAdmitted: isAdmitted === true },
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

  test("is the table that was reviewed, in front of a gate, on what is archived and on a mirror", async () => {
    const states = [
      { permission: "repo.read", state: { isGated: true } },
      { permission: "repo.content", state: { isGated: true } },
      { permission: "repo.write", state: { isGated: true } },
      { permission: "repo.content", state: { isArchived: true } },
      { permission: "repo.write", state: { isArchived: true } },
      { permission: "repo.admin", state: { isArchived: true } },
      { permission: "discussion.write", state: { isArchived: true } },
      { permission: "repo.write", state: { isMirror: true } },
      { permission: "discussion.write", state: { isMirror: true } },
      { permission: "repo.admin", state: { isMirror: true } },
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

  test("is the table that was reviewed, in a resource group", async () => {
    const listed = permissions.filter((permission) => !permission.startsWith("platform."));
    const rows = listed.flatMap((permission) => [
      `\n${permission}`,
      ...grouped.map((someone) => `  ${someone.name.padEnd(28)} ${letters(someone.actor, permission, someone)}`),
    ]);
    await expect(`${rows.join("\n")}\n`).toMatchFileSnapshot("./matrix-groups.golden");
  });

  test("nobody reaches anything of a deleted owner, and a token never more than its person", () => {
    for (const permission of permissions) {
      for (const someone of [...everybody, ...grouped]) {
        const { actor, ownerId = OWNER, groupId = null } = someone;
        const facts = { grants: grantsOf(someone), groupId, isFrozen: true, isAdmitted: true };
        const resource = { kind: "Thing", id: THING, ownerId, visibility: "public" as const };
        expect(can(actor, permission, { resource, facts })).toBe(false);
        const [own = "", ...byToken] = waysOf(actor, permission).map((way) => letters(way, permission, someone));
        for (const cell of byToken) {
          expect([...cell].every((letter, at) => letter === "-" || letter === own.charAt(at))).toBe(true);
        }
      }
    }
  });
});
