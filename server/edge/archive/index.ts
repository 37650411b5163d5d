import { identify } from "@/server/api/auth/identify";
import { problemOf } from "@/server/api/problem";
import { PATIENCE } from "@/server/api/rest/in-time";
import { getCommit, listTree, readBlob, splitRevisionPath, type TreeEntry } from "@/server/git";
import {
  authorizeContent,
  contentOf,
  countDownload,
  findRedirect,
  getReadableRepo,
  keptFrom,
  openRepoFile,
  type Repository,
  refuseKept,
} from "@/server/hub";
import { type Ctx, DomainError, notFound } from "@/server/kernel";
import { authorizationIn, type EdgeRoom, type Exchange } from "../exchange";
import { parseRepoAddress, type RepoAddress } from "../repo-path";
import { canTell, respondJson, respondStream, retryAfter } from "../respond";
import { takenInTime } from "../taken-in-time";
import { createPlaces } from "./places";
import { type TarEntry, tarGzipOf } from "./tar";
import { type ZipEntry, zipOf } from "./zip";

const MAX_FILES = 50_000;
const RETRY_AFTER_S = 10;
const ROUTE = /^archive\/(.+)\.(zip|tar\.gz)$/;
const TYPES = { zip: "application/zip", "tar.gz": "application/gzip" } as const;
/** Smaller files are read through the open git process; larger ones get one of their own. */
const SMALL_BYTES = 256 * 1024;

/** `GET {repository}/archive/{revision}.zip` or `.tar.gz`: every file of a revision, with the bytes of those in LFS. */
export function createArchiveRoom(): EdgeRoom {
  const enter = createPlaces();
  const handle = async (visitor: Exchange, address: RepoAddress) => {
    try {
      const given = authorizationIn(visitor.request);
      const ctx = await identify(visitor.ctx, given.kind === "none" ? await visitor.session() : given);
      const leave = enter(ctx.clientAddress);
      try {
        await send({ ...visitor, ctx }, address);
      } finally {
        leave();
      }
    } catch (error) {
      tell(visitor, error);
    }
  };
  return {
    name: "archive",
    match: ({ path, method }) => {
      if (method !== "GET" && method !== "HEAD") return null;
      const address = parseRepoAddress(path);
      return address && ROUTE.test(address.rest) ? (exchange) => handle(exchange, address) : null;
    },
  };
}

async function send(exchange: Exchange, address: RepoAddress): Promise<void> {
  const { ctx, response, method } = exchange;
  const repo = await repoAt(ctx, address);
  await authorizeContent(ctx, repo);
  const [, asked = "", ending] = ROUTE.exec(address.rest) ?? [];
  const format = ending === "zip" ? "zip" : "tar.gz";
  const { commit, revision, path } = await splitRevisionPath(ctx, repo.id, asked);
  if (path !== "") throw notFound("Revision", asked.slice(0, 200));
  const { items } = await listTree(ctx, repo.id, { commit, recursive: true, limit: MAX_FILES + 1 });
  if (items.length > MAX_FILES) {
    throw new DomainError("too_large", `A revision of more than ${MAX_FILES} files is not packed; clone it with git`);
  }
  refuseKept(await keptFrom(ctx, repo, items.map(handedOf)));
  const { author } = await getCommit(ctx, repo.id, commit);
  const folder = `${repo.name}-${revision.replace(/[^\w.-]+/g, "-")}`;
  response.writeHead(200, {
    "content-type": TYPES[format],
    "content-disposition": `attachment; filename="${folder}.${format}"`,
    "cache-control": "private, no-cache",
    vary: "Authorization, Cookie",
    "x-repo-commit": commit,
  });
  if (method === "HEAD") {
    response.end();
    return;
  }
  const files = items.filter(({ kind }) => kind === "file" || kind === "symlink");
  const packed = files.map((entry) => ({ entry, folder, changedAt: author.date }));
  const body =
    format === "zip"
      ? zipOf(packed.map((file) => zipEntryOf(ctx, repo, file)))
      : tarGzipOf(packed.map((file) => tarEntryOf(ctx, repo, file)));
  await respondStream(
    exchange,
    takenInTime(body, () => response.destroy(), PATIENCE),
  );
  if (response.writableFinished) await countDownload(ctx, repo);
}

/** An archive without a file that is kept back would be another one. */
const handedOf = (entry: TreeEntry) => ({ oid: contentOf(entry), path: entry.path });

async function repoAt(ctx: Ctx, address: RepoAddress): Promise<Repository> {
  return getReadableRepo(ctx, address).catch(async (error: unknown) => {
    const moved = error instanceof DomainError && error.code === "not_found" ? await findRedirect(ctx, address) : null;
    if (moved) return moved;
    throw error;
  });
}

interface Packed {
  readonly entry: TreeEntry;
  readonly folder: string;
  readonly changedAt: Date;
}

const MAX_LINK_BYTES = 4_096;
const REGULAR = 0o100644;
const EXECUTABLE = 0o100755;
const SYMLINK = 0o120777;
const PACKED = /\.(?:gz|zip|zst|xz|bz2|7z|png|jpe?g|webp|mp4|mp3|parquet|safetensors|gguf|bin|npz|onnx)$/i;

function zipEntryOf(
  ctx: Ctx<"repositories" | "objects">,
  repo: Repository,
  { entry, folder, changedAt }: Packed,
): ZipEntry {
  const file = entry.executable ? EXECUTABLE : REGULAR;
  return {
    path: `${folder}/${entry.path}`,
    size: entry.lfs?.size ?? entry.blobSize,
    mode: entry.kind === "symlink" ? SYMLINK : file,
    changedAt,
    isPacked: entry.lfs !== null || PACKED.test(entry.path),
    open: () => openEntry(ctx, repo, entry),
  };
}

function tarEntryOf(
  ctx: Ctx<"repositories" | "objects">,
  repo: Repository,
  { entry, folder, changedAt }: Packed,
): TarEntry {
  const target = async () => (await readBlob(ctx, repo.id, { oid: entry.oid, maxBytes: MAX_LINK_BYTES })).toString();
  return {
    path: `${folder}/${entry.path}`,
    size: entry.lfs?.size ?? entry.blobSize,
    isExecutable: entry.executable,
    link: entry.kind === "symlink" ? target : null,
    changedAt,
    open: () => openEntry(ctx, repo, entry),
  };
}

async function openEntry(ctx: Ctx<"repositories" | "objects">, repo: Repository, entry: TreeEntry) {
  if (entry.lfs || entry.blobSize > SMALL_BYTES) return openRepoFile(ctx, repo, { entry });
  return one(await readBlob(ctx, repo.id, { oid: entry.oid, maxBytes: SMALL_BYTES }));
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** RFC 9457. */
function tell(exchange: Exchange, error: unknown): void {
  if (!canTell(exchange, error)) return;
  const problem = problemOf(error, exchange.ctx.requestId);
  respondJson(exchange, {
    status: problem.status,
    body: problem,
    headers: {
      "content-type": "application/problem+json",
      "cache-control": "no-store",
      ...(problem.status === 503 && { "retry-after": RETRY_AFTER_S }),
      ...retryAfter(error),
    },
  });
}
