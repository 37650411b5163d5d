import type { Readable } from "node:stream";
import { openObject } from "@/server/content";
import { type Ctx, notFound } from "@/server/kernel";
import { authorizeContent } from "../gate/authorize-content";
import type { Repository } from "../repositories/repository";
import { reachesUnsafe, refuseUnsafeAt } from "../scan/refuse-unsafe";
import { getReadableRelease } from "./release";
import { type AttachmentRow, countAttachmentDownload, findAttachment } from "./store/attachments";

/** A file of a release whose bytes the actor may read. Throws `not_found`, and as `authorizeContent` and the scan do. */
export async function getAttachment(
  ctx: Ctx,
  repo: Repository,
  { tag, name }: { readonly tag: string; readonly name: string },
): Promise<AttachmentRow> {
  await authorizeContent(ctx, repo);
  const release = await getReadableRelease(ctx, repo, tag);
  const row = await findAttachment(ctx.db, release.id, name);
  if (!row) throw notFound("Attachment", name);
  // Its bytes are read by the right of the attachment, not by that of the repository.
  if (!(await reachesUnsafe(ctx, repo))) await refuseUnsafeAt(ctx, row.id, { oid: row.oid, path: name });
  return row;
}

type Range = { readonly start: number; readonly end: number } | undefined;

/** Its bytes. Throws as `openObject` does. */
export async function openAttachment(ctx: Ctx<"objects">, { id, oid }: AttachmentRow, range: Range): Promise<Readable> {
  const { body } = await openObject(ctx, { repoId: id, oid, ...(range && { range }) });
  return body;
}

export const countAttachment = ({ db }: Ctx, { id }: AttachmentRow): Promise<void> => countAttachmentDownload(db, id);
