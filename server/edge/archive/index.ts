import { identify } from "@/server/api/auth/identify";
import { problemOf } from "@/server/api/problem";
import { getCommit, listTree, readBlob, splitRevisionPath, type TreeEntry } from "@/server/git";
import { countDownload, findRedirect, getReadableRepo, openRepoFile, type Repository } from "@/server/hub";
import { type Ctx, DomainError, notFound } from "@/server/kernel";
import { authorizationIn, type EdgeRoom, type Exchange } from "../exchange";
import { parseRepoAddress, type RepoAddress } from "../repo-path";
import { respondJson, respondStream } from "../respond";
import { createPlaces } from "./places";
import { type ZipEntry, zipOf } from "./zip";

const MAX_FILES = 50_000;
const RETRY_AFTER_S = 10;
/** Smaller files are read through the open git process; larger ones get one of their own. */
const SMALL_BYTES = 256 * 1024;

/** `GET {repository}/archive/{revision}.zip`: every file of a revision, with the bytes of those in LFS. */
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
      return address && /^archive\/.+\.zip$/.test(address.rest) ? (exchange) => handle(exchange, address) : null;
    },
  };
}

async function send(exchange: Exchange, address: RepoAddress): Promise<void> {
  const { ctx, response, method } = exchange;
  const repo = await repoAt(ctx, address);
  const asked = address.rest.slice("archive/".length, -".zip".length);
  const { commit, revision, path } = await splitRevisionPath(ctx, repo.id, asked);
  if (path !== "") throw notFound("Revision", asked.slice(0, 200));
  const { items } = await listTree(ctx, repo.id, { commit, recursive: true, limit: MAX_FILES + 1 });
  if (items.length > MAX_FILES) {
    throw new DomainError("too_large", `A revision of more than ${MAX_FILES} files is not packed; clone it with git`);
  }
  const { author } = await getCommit(ctx, repo.id, commit);
  const folder = `${repo.name}-${revision.replace(/[^\w.-]+/g, "-")}`;
  response.writeHead(200, {
    "content-type": "application/zip",
    "content-disposition": `attachment; filename="${folder}.zip"`,
    "cache-control": "private, no-cache",
    vary: "Authorization, Cookie",
    "x-repo-commit": commit,
  });
  if (method === "HEAD") {
    response.end();
    return;
  }
  const files = items.filter(({ kind }) => kind === "file" || kind === "symlink");
  const entries = files.map((entry) => zipEntryOf(ctx, repo, { entry, folder, changedAt: author.date }));
  await respondStream(exchange, zipOf(entries));
  if (response.writableFinished) await countDownload(ctx, repo);
}

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
    async open() {
      if (entry.lfs || entry.blobSize > SMALL_BYTES) return openRepoFile(ctx, repo, { entry });
      return one(await readBlob(ctx, repo.id, { oid: entry.oid, maxBytes: SMALL_BYTES }));
    },
  };
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** RFC 9457. Once bytes are on their way, only a broken connection tells that something went wrong. */
function tell(exchange: Exchange, error: unknown): void {
  const { ctx, response } = exchange;
  if (!(error instanceof DomainError)) ctx.report(error);
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const problem = problemOf(error, ctx.requestId);
  respondJson(exchange, {
    status: problem.status,
    body: problem,
    headers: {
      "content-type": "application/problem+json",
      "cache-control": "no-store",
      ...(problem.status === 503 && { "retry-after": RETRY_AFTER_S }),
    },
  });
}
