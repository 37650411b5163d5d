import { randomBytes } from "node:crypto";
import { actorOfToken } from "@/server/identity";
import type { CreateTokenInput } from "@/server/identity/contract";
import { createOrganization } from "@/server/identity/create-organization";
import { createUser } from "@/server/identity/create-user";
import { putMember } from "@/server/identity/put-member";
import { listMemberships } from "@/server/identity/store/members";
import { updateUser } from "@/server/identity/store/users";
import { createToken } from "@/server/identity/tokens/create-token";
import type { Ctx, Dependency, OrganizationRole, PlatformRole, UserActor } from "@/server/kernel";

interface UserFacts {
  readonly username?: string;
  readonly platformRoles?: readonly PlatformRole[];
}

interface NewMember {
  readonly user: UserActor;
  readonly role: OrganizationRole;
}

const NIL = "00000000-0000-0000-0000-000000000000";
const newName = (kind: string) => `${kind}-${randomBytes(4).toString("hex")}a`;

/** The password of everybody whom a test makes. */
export const PASSWORD = "a long enough phrase";

/** People and organisations that exist in the database, made by the ordinary operations. */
export function makePeople(system: () => Ctx<Dependency>) {
  const as = (actor: UserActor): Ctx<Dependency> => ({ ...system(), actor });

  /** The same person with the roles they have now. */
  async function again(user: UserActor): Promise<UserActor> {
    return { ...user, memberships: await listMemberships(system().db, user.userId) };
  }

  return {
    again,
    /** Somebody who has just signed in. */
    async user({ username = newName("user"), platformRoles = [] }: UserFacts = {}): Promise<UserActor> {
      const ctx = system();
      const input = { username, email: `${username}@example.com`, password: PASSWORD };
      const { id: userId } = await createUser.run(ctx, input);
      if (platformRoles.length > 0) {
        await updateUser(ctx.db, userId, { platformRoles: [...platformRoles], updatedAt: ctx.now() });
      }
      return { kind: "user", userId, username, platformRoles, memberships: [], sessionId: NIL, signedInAt: ctx.now() };
    },
    /** An organisation of `owner`. Actors that were made before do not know of it: `again` reads them anew. */
    async organization(owner: UserActor, members: readonly NewMember[] = []) {
      const organization = await createOrganization.run(as(owner), { name: newName("org") });
      // Of the platform too, so that those whom it puts in have accepted.
      const leader = as({ ...(await again(owner)), platformRoles: ["admin"] });
      for (const { user, role } of members) {
        await putMember.run(leader, { name: organization.name, username: user.username, role });
      }
      return { id: organization.id, name: organization.name };
    },
    /** The secret of a new access token, and who comes with it. */
    async token(user: UserActor, { role = "write", scopes }: Partial<Pick<CreateTokenInput, "role" | "scopes">> = {}) {
      const input = { name: "Test", role, ...(scopes && { scopes }) };
      const { id, secret } = await createToken.run(as(user), input);
      const actor = await actorOfToken(system(), secret);
      if (!actor) throw new Error("The new token is refused");
      return { id, secret, actor };
    },
  };
}
