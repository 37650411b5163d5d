import { splitRevisionPath } from "@/server/git";
import {
  authorizeContent,
  countDownload,
  isDownload,
  openPointerOrBlob,
  openRepoFile,
  refuseUnsafe,
  statRepoFile,
} from "@/server/hub";
import { mediaTypeOf } from "../media-type";
import { dispositionOf, sendFile } from "../send-file";
import { isTrue, type RepoCall, repoOf } from "./call";
import { isWholeOrStart, sendToStore } from "./store-redirect";
import { respondFileInfo, wantsFileInfo, type XetPlace, xetHeaders } from "./xet";

/** `GET|HEAD …/resolve/{revision}/{path}`: the bytes of a file, or a part of them. */
export const getResolve = (call: RepoCall): Promise<void> => serve(call, false);

/** `GET|HEAD …/raw/{revision}/{path}`: for an LFS file, its pointer. */
export const getRaw = (call: RepoCall): Promise<void> => serve(call, true);

interface Linked extends XetPlace {
  readonly size: number;
}

/** What is told of a file that git knows by its pointer only. */
const linkedHeaders = async (call: RepoCall, { size, ...place }: Linked) => ({
  "x-linked-size": size,
  "x-linked-etag": `"${place.oid}"`,
  ...(size > 0 && (await xetHeaders(call, place))),
});

function disposition(query: URLSearchParams, path: string): Record<string, string> {
  if (isTrue(query.get("noContentDisposition"))) return {};
  const download = query.get("download");
  return { "content-disposition": dispositionOf(path, download !== null && download !== "false") };
}

async function serve(call: RepoCall, isRaw: boolean): Promise<void> {
  const { ctx, query, signal } = call;
  const repo = await repoOf(call);
  await authorizeContent(ctx, repo);
  const { commit, ref, path } = await splitRevisionPath(ctx, repo.id, call.rest);
  const { entry, ...file } = await statRepoFile(ctx, repo, { commit, path });
  await refuseUnsafe(ctx, repo, isRaw && entry.lfs ? { oid: entry.oid } : { oid: file.etag, path });
  const size = isRaw ? entry.blobSize : file.size;
  const etag = isRaw ? entry.oid : file.etag;
  const headers: Record<string, string | number> = {
    "x-repo-commit": commit,
    "content-type": mediaTypeOf(path),
    "content-security-policy": "default-src 'none'; sandbox",
    "cache-control": ref === null ? "private, max-age=31536000, immutable" : "private, no-cache",
    vary: "Authorization, Origin",
    ...(entry.lfs && !isRaw && (await linkedHeaders(call, { repo, commit, oid: entry.lfs.oid, size }))),
    ...disposition(query, path),
  };
  if (wantsFileInfo(call, headers)) return respondFileInfo(call, { headers, size, etag });
  if (entry.lfs && !isRaw && (await sendToStore(call, { repoId: repo.id, oid: entry.lfs.oid, size, headers }))) {
    if (isWholeOrStart(call) && isDownload(repo, path)) await countDownload(ctx, repo);
    return;
  }
  const open = isRaw ? openPointerOrBlob : openRepoFile;
  let isFromStart = false;
  await sendFile(call, {
    size,
    etag,
    headers,
    open: (range) => {
      isFromStart = (range?.start ?? 0) === 0;
      return open(ctx, repo, { entry, range, signal });
    },
  });
  // Parts that are fetched side by side are one download.
  if (isFromStart && !isRaw && isDownload(repo, path) && call.response.writableFinished) await countDownload(ctx, repo);
}
