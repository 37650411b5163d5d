import { forkOf, wirePathOf } from "@/server/hub";
import { CreateRepoInput } from "@/server/hub/contract";
import { getOwner } from "@/server/identity";
import { DomainError } from "@/server/kernel";
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
  const target = CreateRepoInput.pick({ name: true, namespace: true }).safeParse({ name, namespace });
  if (!target.success) throw new DomainError("invalid", target.error.issues[0]?.message ?? "Invalid name");
  const owner = await getOwner(ctx, target.data.namespace);
  const visibility = body.visibility ?? (isSet(body.private ?? undefined) ? "private" : undefined);
  const fork = await forkOf(ctx, source, { owner, name: target.data.name, visibility }).catch((error: unknown) => {
    throw withWireUrl(call, error, source.kind);
  });
  await startSpace(ctx, fork, body);
  respondJson(call, { status: 200, body: { url: `${ctx.site.origin}/${wirePathOf(fork)}` } });
}
