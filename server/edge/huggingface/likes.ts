import { hubOperations } from "@/server/hub/operations";
import { respondJson } from "../respond";
import { addressIn, nextLink, type RepoCall } from "./call";
import { personOf } from "./people";

const PAGE = 100;

/** `POST …/like` */
export async function postLike(call: RepoCall): Promise<void> {
  await hubOperations.likeRepo.run(call.ctx, await addressIn(call));
  respondJson(call, { status: 200, body: "OK" });
}

/** `DELETE …/like` */
export async function deleteLike(call: RepoCall): Promise<void> {
  await hubOperations.unlikeRepo.run(call.ctx, await addressIn(call));
  respondJson(call, { status: 200, body: "OK" });
}

/** `GET …/likers` */
export async function getLikers(call: RepoCall): Promise<void> {
  const { ctx, query } = call;
  const asked = { ...(await addressIn(call)), limit: PAGE, cursor: query.get("cursor") ?? undefined };
  const { items, nextCursor } = await hubOperations.listLikers.run(ctx, asked);
  const body = items.map((person) => personOf(ctx, person));
  respondJson(call, { status: 200, body, headers: nextLink(call, nextCursor) });
}
