import {
  findObject,
  openObject,
  proposerOf,
  putObject,
  readSignedAction,
  type SignedAction,
  takeDirectUploads,
} from "@/server/content";
import { type Ctx, DomainError, forbidden, notFound } from "@/server/kernel";
import { type Exchange, headerOf } from "../exchange";
import { sendFile } from "../send-file";
import { answer } from "./answer";
import { bytesOf } from "./bytes-of";
import { readJson } from "./read-json";
import type { LfsDirectory } from "./repository";
import { VerifyRequest } from "./wire";

/** `PUT objects/{oid}`: takes exactly the announced bytes. */
export async function upload(exchange: Exchange, oid: string, directory: LfsDirectory): Promise<void> {
  const { ctx, request, response } = exchange;
  const signed = allowed(exchange, "upload", oid);
  await refuseFormer(ctx, signed, directory);
  const { repoId, size } = signed;
  const length = headerOf(request, "content-length");
  if (length !== undefined && Number(length) !== size) {
    throw new DomainError("invalid", `The object has ${size} bytes`, { reason: "wrong_size" });
  }
  await putObject(ctx, { repoId, oid, size, body: bytesOf(request), proposerId: proposerOf(signed) });
  request.setTimeout(0);
  response.writeHead(200, { "content-length": 0, etag: `"${oid}"` }).end();
}

/** `GET objects/{oid}`: the bytes, whole or the range that a resumed download asks for. */
export async function download(exchange: Exchange, oid: string): Promise<void> {
  const { ctx } = exchange;
  const { repoId } = allowed(exchange, "download", oid);
  const found = await findObject(ctx, { repoId, oid });
  if (!found) throw notFound("Object", oid);
  await sendFile(exchange, {
    size: found.size,
    etag: oid,
    headers: { "content-type": "application/octet-stream" },
    open: async (range) => (await openObject(ctx, { repoId, oid, ...(range && { range }) })).body,
  });
}

/** `POST objects/{oid}/verify`: whether the repository has the object, with that size, also after it went to the store itself. */
export async function verify(exchange: Exchange, oid: string, directory: LfsDirectory): Promise<void> {
  const signed = allowed(exchange, "verify", oid);
  await refuseFormer(exchange.ctx, signed, directory);
  const { repoId } = signed;
  const claim = await readJson(exchange, VerifyRequest);
  await takeDirectUploads(exchange.ctx, { repoId, oids: [oid] });
  const found = await findObject(exchange.ctx, { repoId, oid });
  if (claim.oid !== oid || found?.size !== claim.size) throw notFound("Object", oid);
  answer(exchange, 200, claim);
}

/** Who asked for the link may have lost the right meanwhile. */
async function refuseFormer(ctx: Ctx, { repoId, userId }: SignedAction, { mayUpload }: LfsDirectory): Promise<void> {
  if (userId !== undefined && !(await mayUpload(ctx, { repoId, userId }))) throw forbidden("repo.write");
}

/** The link is the permission: it was made for this action on this object. Throws `forbidden`, also once it expired. */
function allowed({ ctx, query }: Exchange, action: SignedAction["action"], oid: string): SignedAction {
  const signed = readSignedAction(ctx, query.get("action") ?? "");
  if (signed?.action === action && signed.oid === oid) return signed;
  throw forbidden("lfs.action");
}
