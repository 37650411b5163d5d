import { forkOf, wirePathOf } from "@/server/hub";
import { CreateRepoInput } from "@/server/hub/contract";
import { getOwner } from "@/server/identity";
import { inputOf } from "../input-of";
import { readBody } from "../read-body";
import { respondJson } from "../respond";
import { type RepoCall, repoOf } from "./call";
import { withWireUrl } from "./lifecycle";
import { startSpace } from "./spaces";
import { DuplicateBody, isSet } from "./wire";

/** `POST …/duplicate`: a copy under another name. Without a word about it, the copy is seen by whom the source is. */
export async function postDuplicate(call: RepoCall): Promise<void> {
  const { ctx } = call;
  const body = await readBody(call, DuplicateBody);
  const source = await repoOf(call);
  const [namespace, name] = body.repository.includes("/") ? body.repository.split("/") : [undefined, body.repository];
  const target = inputOf(CreateRepoInput.pick({ name: true, namespace: true }), { name, namespace });
  const owner = await getOwner(ctx, target.namespace);
  const visibility = body.visibility ?? (isSet(body.private ?? undefined) ? "private" : undefined);
  const fork = await forkOf(ctx, source, { owner, name: target.name, visibility }).catch((error: unknown) => {
    throw withWireUrl(call, error, source.kind);
  });
  await startSpace(ctx, fork, body);
  respondJson(call, { status: 200, body: { url: `${ctx.site.origin}/${wirePathOf(fork)}` } });
}
