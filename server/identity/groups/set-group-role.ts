import type { Ctx, GroupRole } from "@/server/kernel";
import { findGroupMember, putGroupMemberRow, type Subject } from "./store";

/** Gives a person or a team a role in a group; tells which one they had, and since when they are in it. */
export async function setGroupRole(ctx: Ctx, groupId: string, member: Subject & { readonly role: GroupRole }) {
  const row = await findGroupMember(ctx.db, groupId, member);
  await putGroupMemberRow(ctx, groupId, member);
  return { before: row?.role ?? null, createdAt: row?.createdAt ?? ctx.now() };
}
