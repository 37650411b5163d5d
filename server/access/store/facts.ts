import { sql } from "drizzle-orm";
import { frozenOwners, groupedResources, resourceGrants } from "@/db/schema/access";
import { type Ctx, isPerson } from "@/server/kernel";
import type { Facts, Grant, Resource } from "../can";
import { grantedTo } from "./grants";
import { passOf } from "./passes";

/** One round trip: the actor's grants and pass on the resource, its group, and whether its owner is deleted. */
export async function findFacts({ db, actor, now }: Ctx, { id, ownerId, liesWith = id }: Resource): Promise<Facts> {
  if (ownerId === null) return { grants: [], groupId: null, isFrozen: false, isAdmitted: false };
  const person = isPerson(actor) ? actor : null;
  const isMine = person ? grantedTo(person) : sql`false`;
  const userId = person?.userId ?? null;
  const [row] = await db.execute<{ grants: Grant[]; groupId: string | null; frozen: boolean; admitted: boolean }>(sql`
    select (select coalesce(json_agg(json_build_object('role', ${resourceGrants.role}, 'teamId', ${resourceGrants.teamId})), '[]')
              from ${resourceGrants} where ${resourceGrants.resourceId} = ${id}::uuid and ${isMine}) as grants,
           (select ${groupedResources.groupId} from ${groupedResources}
             where ${groupedResources.resourceId} = ${liesWith}::uuid
               and ${groupedResources.ownerId} = ${ownerId}::uuid) as "groupId",
           exists (select 1 from ${frozenOwners} where ${frozenOwners.ownerId} = ${ownerId}::uuid) as frozen,
           exists (${passOf({ resourceId: sql`${id}::uuid`, userId, at: now() })}) as admitted`);
  const { grants = [], groupId = null, frozen = false, admitted = false } = row ?? {};
  return { grants, groupId, isFrozen: frozen, isAdmitted: admitted };
}
