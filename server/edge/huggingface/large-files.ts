import { authorize } from "@/server/access";
import { findObjects, linkObject } from "@/server/content";
import { authorizeContent, getReadableRepo, refuseUnsafe, resourceOf } from "@/server/hub";
import { hubOperations } from "@/server/hub/operations";
import { DomainError } from "@/server/kernel";
import { readBody } from "../read-body";
import { respondJson } from "../respond";
import { addressIn, nextLink, type RepoCall, repoOf } from "./call";
import { DeleteLargeFilesBody, DuplicateFilesBody } from "./wire";

const PAGE = 1_000;

/** `GET …/lfs-files` */
export async function getLargeFiles(call: RepoCall): Promise<void> {
  const { ctx, query } = call;
  const asked = { ...(await addressIn(call)), limit: PAGE, cursor: query.get("cursor") ?? undefined };
  const { items, nextCursor } = await hubOperations.listLargeFiles.run(ctx, asked);
  const body = items.map(({ oid, path, size, pushedAt }) => ({ fileOid: oid, oid, filename: path, size, pushedAt }));
  respondJson(call, { status: 200, body, headers: nextLink(call, nextCursor) });
}

/** `POST …/lfs-files/batch` deletes, `POST …/lfs-files/duplicate` lets another repository read some of them. */
export async function postLargeFiles(call: RepoCall): Promise<void> {
  switch (call.rest) {
    case "batch":
      return deleteFiles(call);
    case "duplicate":
      return duplicateFiles(call);
    default:
      throw new DomainError("not_found", "There is no such call");
  }
}

async function deleteFiles(call: RepoCall): Promise<void> {
  const address = await addressIn(call);
  const { sha: oids, rewriteHistory: rewritesHistory } = (await readBody(call, DeleteLargeFilesBody)).deletions;
  const body =
    oids.length === 0
      ? { deleted: 0 }
      : await hubOperations.deleteLargeFiles.run(call.ctx, { ...address, oids, rewritesHistory });
  respondJson(call, { status: 200, body });
}

/** Reading the source and writing the target; whoever names a hash proves nothing by it. */
async function duplicateFiles(call: RepoCall): Promise<void> {
  const { ctx } = call;
  const source = await repoOf(call);
  await authorizeContent(ctx, source);
  const { target, files } = await readBody(call, DuplicateFilesBody);
  const [namespace = "", name = ""] = target.name.split("/");
  const to = await getReadableRepo(ctx, { kind: target.type, namespace, name });
  await authorize(ctx, "repo.write", resourceOf(to));
  const oids = files.map(({ sha256 }) => sha256);
  const known = await findObjects(ctx, { repoId: source.id, oids });
  const failed: { sha256: string; error: string }[] = [];
  for (const oid of oids) {
    if (known.has(oid)) await refuseUnsafe(ctx, source, { oid });
    if (known.has(oid)) await linkObject(ctx, { fromRepoId: source.id, toRepoId: to.id, oid });
    else failed.push({ sha256: oid, error: "The repository does not have this file" });
  }
  respondJson(call, { status: 200, body: { failed } });
}
