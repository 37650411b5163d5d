import { splitRevisionPath, type TreeEntry } from "@/server/git";
import { openPointerOrBlob, openRepoFile, type Repository, statRepoFile } from "@/server/hub";
import { rangeOf } from "../byte-range";
import { headerOf } from "../exchange";
import { respondStream } from "../respond";
import { isTrue, type RepoCall, repoOf } from "./call";
import { mediaTypeOf } from "./media-type";

interface Wanted {
  readonly repo: Repository;
  readonly entry: TreeEntry;
  readonly size: number;
  readonly etag: string;
  readonly headers: Record<string, string | number>;
  /** What git keeps, not what it stands for. */
  readonly isRaw: boolean;
}

/** `GET|HEAD …/resolve/{revision}/{path}`: the bytes of a file, or a part of them. */
export const getResolve = (call: RepoCall): Promise<void> => serve(call, false);

/** `GET|HEAD …/raw/{revision}/{path}`: for an LFS file, its pointer. */
export const getRaw = (call: RepoCall): Promise<void> => serve(call, true);

async function serve(call: RepoCall, isRaw: boolean): Promise<void> {
  const { ctx, query } = call;
  const repo = await repoOf(call);
  const { commit, ref, path } = await splitRevisionPath(ctx, repo.id, call.rest);
  const { entry, ...file } = await statRepoFile(ctx, repo, { commit, path });
  const size = isRaw ? entry.blobSize : file.size;
  const etag = isRaw ? entry.oid : file.etag;
  const headers: Record<string, string | number> = {
    "x-repo-commit": commit,
    etag: `"${etag}"`,
    "accept-ranges": "bytes",
    "content-type": mediaTypeOf(path),
    "content-security-policy": "default-src 'none'; sandbox",
    "cache-control": ref === null ? "private, max-age=31536000, immutable" : "private, no-cache",
    vary: "Authorization, Origin",
  };
  if (entry.lfs && !isRaw) {
    headers["x-linked-size"] = size;
    headers["x-linked-etag"] = `"${etag}"`;
  }
  if (!isTrue(query.get("noContentDisposition"))) {
    headers["content-disposition"] = dispositionOf(
      path,
      query.get("download") !== null && query.get("download") !== "false",
    );
  }
  await send(call, { repo, entry, size, etag, headers, isRaw });
}

async function send(call: RepoCall, wanted: Wanted): Promise<void> {
  const { request, response, method } = call;
  const { size, etag, headers } = wanted;
  if (matches(headerOf(request, "if-none-match"), etag)) {
    response.writeHead(304, headers).end();
    return;
  }
  if (method === "HEAD") {
    response.writeHead(200, { ...headers, "content-length": size }).end();
    return;
  }
  const ifRange = headerOf(request, "if-range");
  const asked = ifRange === undefined || ifRange === headers.etag ? headerOf(request, "range") : undefined;
  if (size === 0) {
    response.writeHead(200, { ...headers, "content-length": 0, ...(asked && { "content-range": "bytes */0" }) }).end();
    return;
  }
  const range = rangeOf(asked, size);
  if (range === "unsatisfiable") {
    response.writeHead(416, { ...headers, "content-length": 0, "content-range": `bytes */${size}` }).end();
    return;
  }
  const open = wanted.isRaw ? openPointerOrBlob : openRepoFile;
  const body = await open(call.ctx, wanted.repo, { entry: wanted.entry, range: range ?? undefined });
  if (range) {
    const length = range.end - range.start + 1;
    const contentRange = `bytes ${range.start}-${range.end}/${size}`;
    response.writeHead(206, { ...headers, "content-length": length, "content-range": contentRange });
  } else {
    response.writeHead(200, { ...headers, "content-length": size });
  }
  await respondStream(call, body);
}

const matches = (header: string | undefined, etag: string): boolean =>
  (header ?? "").split(",").some((part) => ["*", `"${etag}"`].includes(part.trim().replace(/^W\//, "")));

function dispositionOf(path: string, isDownload: boolean): string {
  const name = path.split("/").at(-1) ?? "file";
  const plain = name.replace(/[^\x20-\x7e]|["\\]/g, "_");
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
  return `${isDownload ? "attachment" : "inline"}; filename*=UTF-8''${encoded}; filename="${plain}";`;
}
