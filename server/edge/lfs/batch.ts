import { allows, authorize, personOf } from "@/server/access";
import {
  findObjects,
  findVerifiedObjects,
  largestObject,
  openDirectParts,
  openDirectUpload,
  overQuota,
  partBytesFor,
  presignObject,
  signAction,
  signXetToken,
} from "@/server/content";
import { ObjectId, ObjectSize } from "@/server/content/contract";
import { LOOK_SECONDS } from "@/server/hub";
import type { KeptReason } from "@/server/hub/contract/scan";
import { type Ctx, DomainError, userIdOf } from "@/server/kernel";
import type { Exchange } from "../exchange";
import { tokenHeaders } from "../xet/token";
import { answer } from "./answer";
import { readJson } from "./read-json";
import type { LfsDirectory, LfsRepository } from "./repository";
import { type BatchObject, BatchRequest } from "./wire";

const LIFETIME_SECONDS = 900;
/** The last part of a large file leaves long after the first. */
const PARTS_LIFETIME_SECONDS = 24 * 3_600;

interface Asked {
  readonly ctx: Ctx<"objects">;
  readonly repository: LfsRepository;
  readonly sizes: ReadonlyMap<string, number>;
  /** Bytes of the largest file that is taken. */
  readonly largest: number;
  readonly parts: Awaited<ReturnType<typeof partBytesFor>>;
  readonly isCsghub: boolean;
  /** Why the owner may not keep what is new of this batch. */
  readonly full: string | null;
  /** Objects that are not handed out to this caller. */
  readonly kept: ReadonlyMap<string, KeptReason>;
  /** Whether the caller may write to the repository, and not only propose changes. */
  readonly isWriter: boolean;
}

/** `POST objects/batch`: says for each object where its bytes come from or go to, or what is wrong with it. */
export async function batch(
  exchange: Exchange,
  repository: LfsRepository,
  { authorizeUpload, keptFrom }: LfsDirectory,
): Promise<void> {
  const { ctx } = exchange;
  const request = await readJson(exchange, BatchRequest);
  const { operation, objects, hash_algo, transfers } = request;
  if (!["sha256", "sha_256"].includes(hash_algo ?? "sha256")) {
    throw new DomainError("conflict", "Objects are named by their SHA-256 here");
  }
  if (operation === "upload") await authorizeUpload(ctx, repository);
  else await authorize(ctx, "repo.content", repository.resource);

  const oids = [...new Set(objects.map(({ oid }) => oid))].filter((oid) => ObjectId.safeParse(oid).success);
  const isUpload = operation === "upload";
  const sizes = await (isUpload ? findVerifiedObjects : findObjects)(ctx, { repoId: repository.resource.id, oids });
  const isWriter = await allows(ctx, "repo.write", repository.resource);
  const kept = isUpload ? new Map<string, KeptReason>() : await keptFrom(ctx, repository, oids);
  const parts = await partBytesFor(ctx);
  const largest = await largestObject(ctx);
  const isLarge = objects.some(({ oid, size }) => parts(size).isLarge && !sizes.has(oid));
  const isCsghub = isCsghubUpload(exchange, request);
  const transfer = isCsghub ? "multipart" : transferOf(operation, transfers ?? [], isLarge);
  if (transfer === "multipart") refuseManyParts(objects, { parts, largest });
  const one = ANSWERS[transfer === "basic" ? operation : transfer];
  const added = isUpload ? objects.filter(({ oid }) => !sizes.has(oid)) : [];
  const full = await fullness(ctx, repository, added);
  const asked = { full, ctx, repository, sizes, largest, parts, isCsghub, kept, isWriter };
  const answers = await Promise.all(
    objects.map(async (object) => ({ ...object, ...(refusal(object) ?? (await one(asked, object))) })),
  );
  if ([...kept.values()].includes("not_scanned_yet")) exchange.response.setHeader("retry-after", LOOK_SECONDS);
  answer(exchange, 200, { transfer, hash_algo: "sha256", objects: answers });
}

/** What a hundred of the largest files have, which is as many as clients of Git LFS ask for at once. */
const MOST_PARTS = 50_000;

/** Every part has a link in the answer. Throws `too_large`. */
function refuseManyParts(objects: readonly BatchObject[], { parts, largest }: Pick<Asked, "parts" | "largest">): void {
  const taken = objects.filter(({ size }) => size > 0 && size <= largest);
  const count = taken.reduce((sum, { size }) => sum + Math.ceil(size / parts(size).partBytes), 0);
  if (count <= MOST_PARTS) return;
  throw new DomainError("too_large", `These files have more than ${MOST_PARTS} parts together: ask for fewer at once`);
}

/** A batch goes through as a whole or not at all: half of the files of a commit are of no use. */
async function fullness(ctx: Ctx, { resource }: LfsRepository, added: readonly BatchObject[]): Promise<string | null> {
  if (added.length === 0) return null;
  const bytes = added.reduce((sum, { size }) => sum + Math.max(0, size), 0);
  return (await overQuota(ctx, { placeId: resource.id, bytes }))?.message ?? null;
}

/** CSGHub's SDK knows parts only: of any size, also of what is here already, numbered without zeros, with an `uploadId`. */
const isCsghubUpload = ({ query }: Exchange, { operation, upload_id }: BatchRequest) =>
  operation === "upload" && (query.has("upload_id") || upload_id !== undefined);

type Transfer = "basic" | "multipart" | "xet";
const SERVED: ReadonlySet<string> = new Set<Transfer>(["basic", "multipart", "xet"]);

/** One word for the whole batch. Throws `invalid` for a client that offers only ways that are not served. */
function transferOf(operation: "upload" | "download", offered: readonly string[], isLarge: boolean): Transfer {
  const isServed = offered.length === 0 || offered.some((name) => SERVED.has(name));
  if (!isServed) {
    throw new DomainError("invalid", `${offered.join(", ")}: this transfer is not served here; offer basic`);
  }
  if (operation === "download") return "basic";
  if (offered.includes("xet")) return "xet";
  return isLarge && offered.includes("multipart") ? "multipart" : "basic";
}

function refusal({ oid, size }: BatchObject) {
  if (!ObjectId.safeParse(oid).success) return failed(422, "The oid is not a SHA-256 in lower-case hexadecimal digits");
  return ObjectSize.safeParse(size).success ? null : failed(422, "The size is not usable");
}

/** What is answered instead of an upload: nothing for an object that is here already. */
function refuseUpload({ sizes, largest, full }: Pick<Asked, "sizes" | "largest" | "full">, { oid, size }: BatchObject) {
  const known = sizes.get(oid);
  if (known === size) return {};
  if (size > largest) return failed(413, `Files of more than ${largest} bytes are refused here`);
  if (known === undefined && full !== null) return failed(403, full);
  return known === undefined ? null : failed(409, `The object has ${known} bytes`);
}

async function uploadOf(asked: Asked, { oid, size }: BatchObject) {
  const { ctx, repository } = asked;
  const refused = refuseUpload(asked, { oid, size });
  if (refused) return refused;
  const { userId } = personOf(ctx);
  const link = linker(ctx, repository, { oid, size, userId, isProposal: !asked.isWriter });
  const announced = { repoId: repository.resource.id, oid, size, proposerId: asked.isWriter ? null : userId };
  const direct = await openDirectUpload(ctx, announced, LIFETIME_SECONDS);
  const upload = direct ? { ...link("upload"), href: direct.href } : link("upload");
  return { authenticated: true, actions: { upload, verify: link("verify") } };
}

/** A link for each part, in their order; all of them work without signing in. */
async function partsUploadOf(asked: Asked, { oid, size }: BatchObject) {
  const { ctx, repository, parts, isCsghub, isWriter } = asked;
  const isWanted = isCsghub && asked.sizes.get(oid) === size;
  const refused = isWanted ? null : refuseUpload(asked, { oid, size });
  if (refused) return refused;
  const { partBytes } = parts(size);
  const userId = personOf(ctx).userId;
  const place = { repoId: repository.resource.id, oid, size, partBytes };
  const facts = { action: "parts", ...place, userId, isProposal: !isWriter } as const;
  const query = `action=${signAction(ctx, facts, PARTS_LIFETIME_SECONDS)}`;
  const base = `${ctx.site.origin}${repository.path}.git/info/lfs/objects/${oid}`;
  const numbers = Array.from({ length: Math.ceil(size / partBytes) }, (_, index) => index + 1);
  const direct = await openDirectParts(ctx, { ...place, proposerId: isWriter ? null : userId }, PARTS_LIFETIME_SECONDS);
  const links = numbers.map((number, index) => [
    String(number).padStart(isCsghub ? 0 : 5, "0"),
    direct?.[index]?.href ?? `${base}/parts/${number}?${query}&uploadId=${oid.slice(0, 16)}`,
  ]);
  const header = { chunk_size: String(partBytes), ...Object.fromEntries(links) };
  const upload = { href: `${base}/complete?${query}`, header, expires_in: PARTS_LIFETIME_SECONDS };
  const verify = linker(ctx, repository, { oid, size, userId, seconds: PARTS_LIFETIME_SECONDS })("verify");
  return { authenticated: true, actions: { upload, verify } };
}

/** Chunks go to content-addressed storage; the address gives a new token when this one is about to expire. */
function xetUploadOf({ ctx, repository, ...asked }: Asked, { oid, size }: BatchObject) {
  const refused = refuseUpload(asked, { oid, size });
  if (refused) return refused;
  const { resource, path } = repository;
  // Who only proposes is not told what the owner's other repositories hold.
  const ownerId = asked.isWriter ? (resource.ownerId ?? resource.id) : resource.id;
  const proposerId = asked.isWriter ? null : personOf(ctx).userId;
  const claim = { xet: "write", repoId: resource.id, ownerId, reachesUnsafe: false, proposerId } as const;
  const signed = signXetToken(ctx, { ...claim, userId: userIdOf(ctx.actor) });
  const header = { ...tokenHeaders(ctx, signed), "X-Xet-Session-Id": ctx.id() };
  return { actions: { upload: { href: `${ctx.site.origin}/api${path}/xet-write-token/main`, header } } };
}

const KEPT: Readonly<Record<KeptReason, string>> = {
  unsafe_file: "The scanner found this file unsafe, and it is handed out to nobody",
  not_scanned_yet: "The scanner has not looked at this file yet: try again in a minute",
  not_scannable: "The scanner could not look into this file: ask for safetensors, or for what is in the archive",
};

async function downloadOf({ ctx, repository, sizes, kept }: Asked, { oid, size }: BatchObject) {
  const known = sizes.get(oid);
  if (known === undefined) return failed(404, "The object does not exist in this repository");
  if (known !== size) return failed(422, `The object has ${known} bytes`);
  const reason = kept.get(oid);
  if (reason) return failed(403, KEPT[reason]);
  const link = linker(ctx, repository, { oid, size })("download");
  const asked = { repoId: repository.resource.id, oid, expiresInSeconds: LIFETIME_SECONDS };
  const direct = await presignObject(ctx, asked);
  return { authenticated: true, actions: { download: direct ? { ...link, href: direct.href } : link } };
}

interface Linked extends BatchObject {
  readonly userId?: string;
  readonly isProposal?: boolean;
  readonly seconds?: number;
}

/** Links that work without signing in, for one action on one object of one repository, for a while. */
const linker =
  (
    ctx: Ctx,
    { resource, path }: LfsRepository,
    { oid, size, userId, isProposal = false, seconds = LIFETIME_SECONDS }: Linked,
  ) =>
  (action: "upload" | "download" | "verify") => {
    const token = signAction(
      ctx,
      { action, repoId: resource.id, oid, size, ...(userId !== undefined && { userId, isProposal }) },
      seconds,
    );
    const place = action === "verify" ? `${oid}/verify` : oid;
    const href = `${ctx.site.origin}${path}.git/info/lfs/objects/${place}?action=${token}`;
    return { href, expires_in: seconds, expires_at: new Date(ctx.now().getTime() + seconds * 1_000).toISOString() };
  };

const ANSWERS = { upload: uploadOf, download: downloadOf, multipart: partsUploadOf, xet: xetUploadOf } as const;

const failed = (code: number, message: string) => ({ error: { code, message } });
