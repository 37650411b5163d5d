import { shelfOf } from "@/server/hub/contract";
import { hubOperations } from "@/server/hub/operations";
import { respondJson } from "../respond";
import { nextLink, type RepoCall, repoOf } from "./call";
import { personOf } from "./people";

const PAGE = 100;

/** A repository as our own operations name it. Throws `not_found`, or `MovedAway` for an old address. */
export async function addressOf(call: RepoCall) {
  const { kind, namespace, name } = await repoOf(call);
  return { shelf: shelfOf(kind), namespace, name };
}

/** `POST …/like` */
export async function postLike(call: RepoCall): Promise<void> {
  await hubOperations.likeRepo.run(call.ctx, await addressOf(call));
  respondJson(call, { status: 200, body: "OK" });
}

/** `DELETE …/like` */
export async function deleteLike(call: RepoCall): Promise<void> {
  await hubOperations.unlikeRepo.run(call.ctx, await addressOf(call));
  respondJson(call, { status: 200, body: "OK" });
}

/** `GET …/likers` */
export async function getLikers(call: RepoCall): Promise<void> {
  const { ctx, query } = call;
  const asked = { ...(await addressOf(call)), limit: PAGE, cursor: query.get("cursor") ?? undefined };
  const { items, nextCursor } = await hubOperations.listLikers.run(ctx, asked);
  const body = items.map((person) => personOf(ctx, person));
  respondJson(call, { status: 200, body, headers: nextLink(call, nextCursor) });
}
