import { removeGrantsOfUser } from "@/server/access";
import { audit, forgetNames } from "@/server/audit";
import { atomically, type Ctx, publish } from "@/server/kernel";
import { RESTORABLE_MS } from "./account";
import { deleteDeviceLoginsOf } from "./devices/store";
import { ownerPurged } from "./events";
import { deleteFollowsOf } from "./follows/store";
import { deleteReadme } from "./readmes/store";
import { deleteSessionsOf } from "./sessions/store";
import { deleteSshKeysOf } from "./ssh-keys/store";
import { lockAccount, updateAccount } from "./store/accounts";
import { deleteMembershipsOf } from "./store/members";
import { updateUser } from "./store/users";
import { deleteTokensOf } from "./tokens/store/access-tokens";

/** Keeps the row, so that the name stays taken and old rows still point somewhere; forgets the person. Safe to repeat. */
export async function purgeAccount(ctx: Ctx, id: string): Promise<void> {
  await atomically(ctx, async (ctx) => {
    const { deletedAt, purgedAt, kind } = await lockAccount(ctx.db, id);
    const now = ctx.now();
    if (deletedAt === null || purgedAt !== null || now.getTime() - deletedAt.getTime() < RESTORABLE_MS) return;
    const name = `deleted-${id.slice(-12)}`;
    const blank = { name, displayName: name, bio: "", website: null, avatar: null };
    await updateAccount(ctx.db, id, { ...blank, purgedAt: now, updatedAt: now });
    await deleteMembershipsOf(ctx.db, id);
    await deleteFollowsOf(ctx.db, id);
    await deleteReadme(ctx.db, id);
    if (kind === "user") await forgetUser(ctx, id);
    await forgetNames(ctx.db, id);
    await publish(ctx, ownerPurged, { ownerId: id });
    await audit(ctx, `${kind}.purged`, { kind, id, ownerId: id });
  });
}

async function forgetUser(ctx: Ctx, id: string): Promise<void> {
  const email = `${id}@deleted.invalid`;
  await deleteSessionsOf(ctx.db, id);
  await deleteTokensOf(ctx.db, id);
  await deleteDeviceLoginsOf(ctx.db, id);
  await deleteSshKeysOf(ctx.db, id);
  await removeGrantsOfUser(ctx.db, id);
  await updateUser(ctx.db, id, {
    email,
    emailFolded: email,
    passwordHash: null,
    platformRoles: [],
    updatedAt: ctx.now(),
  });
}
