import { completeAnnounced, proposerOf, putAnnouncedPart, readSignedAction, takeDirectUploads } from "@/server/content";
import { DomainError, forbidden } from "@/server/kernel";
import type { Exchange } from "../exchange";
import { answer } from "./answer";
import { bytesOf } from "./bytes-of";
import { readJson } from "./read-json";
import type { LfsDirectory } from "./repository";
import { CompleteRequest } from "./wire";

/** `PUT objects/{oid}/parts/{number}`: one part, told apart by its `ETag` from then on. */
export async function putPart(
  exchange: Exchange,
  { oid, number }: { readonly oid: string; readonly number: number },
  { mayUpload }: LfsDirectory,
): Promise<void> {
  const { ctx, request, response } = exchange;
  const upload = announced(exchange, oid);
  if (!(await mayUpload(ctx, upload))) throw forbidden("repo.write");
  const etag = await putAnnouncedPart(ctx, upload, { number, body: bytesOf(request) });
  request.setTimeout(0);
  response.writeHead(200, { "content-length": 0, etag: `"${etag}"` }).end();
}

/** `POST objects/{oid}/complete`: the parts, wherever they were sent, become the object (transfer `multipart` of the Hugging Face clients). */
export async function complete(exchange: Exchange, oid: string, { mayUpload }: LfsDirectory): Promise<void> {
  const upload = announced(exchange, oid);
  if (!(await mayUpload(exchange.ctx, upload))) throw forbidden("repo.write");
  const claim = await readJson(exchange, CompleteRequest);
  if (claim.oid !== oid) throw new DomainError("invalid", "The oid is not that of the link", { reason: "wrong_oid" });
  const parts = claim.parts.map(({ partNumber, etag }) => ({ number: partNumber, etag: etag.replaceAll('"', "") }));
  await takeDirectUploads(exchange.ctx, { repoId: upload.repoId, oids: [oid] });
  await completeAnnounced(exchange.ctx, upload, parts);
  answer(exchange, 200, { oid, size: upload.size });
}

/** The link is the permission. Throws `forbidden`, also once it expired. */
function announced({ ctx, query }: Exchange, oid: string) {
  const signed = readSignedAction(ctx, query.get("action") ?? "");
  if (signed?.action !== "parts" || signed.oid !== oid) throw forbidden("lfs.action");
  const { repoId, size, userId, partBytes } = signed;
  if (userId === undefined || partBytes === undefined) throw forbidden("lfs.action");
  return { repoId, userId, oid, size, partBytes, proposerId: proposerOf(signed) };
}
