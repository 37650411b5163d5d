import { authorize } from "@/server/access";
import {
  findObjects,
  largestObject,
  openDirectUpload,
  presignObject,
  signAction,
  signXetToken,
} from "@/server/content";
import { ObjectId, ObjectSize } from "@/server/content/contract";
import { type Ctx, DomainError } from "@/server/kernel";
import type { Exchange } from "../exchange";
import { tokenHeaders } from "../xet/token";
import { answer } from "./answer";
import { readJson } from "./read-json";
import type { LfsRepository } from "./repository";
import { type BatchObject, BatchRequest } from "./wire";

const LIFETIME_SECONDS = 900;

interface Asked {
  readonly ctx: Ctx<"objects">;
  readonly repository: LfsRepository;
  readonly sizes: ReadonlyMap<string, number>;
  /** Bytes of the largest file that is taken. */
  readonly largest: number;
}

/** `POST objects/batch`: says for each object where its bytes come from or go to, or what is wrong with it. */
export async function batch(exchange: Exchange, repository: LfsRepository): Promise<void> {
  const { ctx } = exchange;
  const { operation, objects, hash_algo, transfers } = await readJson(exchange, BatchRequest);
  if (!["sha256", "sha_256"].includes(hash_algo ?? "sha256")) {
    throw new DomainError("conflict", "Objects are named by their SHA-256 here");
  }
  await authorize(ctx, operation === "upload" ? "repo.write" : "repo.content", repository.resource);

  const oids = [...new Set(objects.map(({ oid }) => oid))].filter((oid) => ObjectId.safeParse(oid).success);
  const sizes = await findObjects(ctx, { repoId: repository.resource.id, oids });
  const isXet = operation === "upload" && (transfers ?? []).includes("xet");
  const one = answerOf(operation, isXet);
  const asked = { ctx, repository, sizes, largest: await largestObject(ctx) };
  const answers = await Promise.all(
    objects.map(async (object) => ({ ...object, ...(refusal(object) ?? (await one(asked, object))) })),
  );
  answer(exchange, 200, { transfer: isXet ? "xet" : "basic", hash_algo: "sha256", objects: answers });
}

function answerOf(operation: "upload" | "download", isXet: boolean) {
  if (operation === "download") return downloadOf;
  return isXet ? xetUploadOf : uploadOf;
}

function refusal({ oid, size }: BatchObject) {
  if (!ObjectId.safeParse(oid).success) return failed(422, "The oid is not a SHA-256 in lower-case hexadecimal digits");
  return ObjectSize.safeParse(size).success ? null : failed(422, "The size is not usable");
}

/** What is answered instead of an upload: nothing for an object that is here already. */
function refuseUpload({ sizes, largest }: Pick<Asked, "sizes" | "largest">, { oid, size }: BatchObject) {
  const known = sizes.get(oid);
  if (known === size) return {};
  if (size > largest) return failed(413, `Files of more than ${largest} bytes are refused here`);
  return known === undefined ? null : failed(409, `The object has ${known} bytes`);
}

async function uploadOf({ ctx, repository, sizes, largest }: Asked, { oid, size }: BatchObject) {
  const refused = refuseUpload({ sizes, largest }, { oid, size });
  if (refused) return refused;
  const link = linker(ctx, repository, { oid, size });
  const direct = await openDirectUpload(ctx, { repoId: repository.resource.id, oid, size }, LIFETIME_SECONDS);
  const upload = direct ? { ...link("upload"), href: direct.href } : link("upload");
  return { authenticated: true, actions: { upload, verify: link("verify") } };
}

/** Chunks go to content-addressed storage; the address gives a new token when this one is about to expire. */
function xetUploadOf({ ctx, repository, sizes, largest }: Asked, { oid, size }: BatchObject) {
  const refused = refuseUpload({ sizes, largest }, { oid, size });
  if (refused) return refused;
  const { resource, path } = repository;
  const signed = signXetToken(ctx, { xet: "write", repoId: resource.id, ownerId: resource.ownerId ?? resource.id });
  const header = { ...tokenHeaders(ctx, signed), "X-Xet-Session-Id": ctx.id() };
  return { actions: { upload: { href: `${ctx.site.origin}/api${path}/xet-write-token/main`, header } } };
}

async function downloadOf({ ctx, repository, sizes }: Asked, { oid, size }: BatchObject) {
  const known = sizes.get(oid);
  if (known === undefined) return failed(404, "The object does not exist in this repository");
  if (known !== size) return failed(422, `The object has ${known} bytes`);
  const link = linker(ctx, repository, { oid, size })("download");
  const asked = { repoId: repository.resource.id, oid, expiresInSeconds: LIFETIME_SECONDS };
  const direct = await presignObject(ctx, asked);
  return { authenticated: true, actions: { download: direct ? { ...link, href: direct.href } : link } };
}

/** Links that work without signing in, for one action on one object of one repository, for a quarter of an hour. */
function linker(ctx: Ctx, { resource, path }: LfsRepository, { oid, size }: BatchObject) {
  const expiresAt = new Date(ctx.now().getTime() + LIFETIME_SECONDS * 1000).toISOString();
  return (action: "upload" | "download" | "verify") => {
    const token = signAction(ctx, { action, repoId: resource.id, oid, size }, LIFETIME_SECONDS);
    const place = action === "verify" ? `${oid}/verify` : oid;
    const href = `${ctx.site.origin}${path}.git/info/lfs/objects/${place}?action=${token}`;
    return { href, expires_in: LIFETIME_SECONDS, expires_at: expiresAt };
  };
}

const failed = (code: number, message: string) => ({ error: { code, message } });
