import { countAttachment, getAttachment, openAttachment } from "@/server/hub";
import { notFound } from "@/server/kernel";
import { dispositionOf, sendFile } from "../send-file";
import { decoded, type RepoCall, repoOf } from "./call";

/** `GET|HEAD …/releases/download/{tag}/{name}`: a file that was attached to a release. */
export async function getReleaseDownload(call: RepoCall): Promise<void> {
  const { ctx, rest, method, response } = call;
  const [, tag = "", name = "", ...more] = rest.split("/");
  if (tag === "" || name === "" || more.length > 0) throw notFound("Attachment", rest.slice(0, 200));
  const repo = await repoOf(call);
  const row = await getAttachment(ctx, repo, { tag: decoded(tag), name: decoded(name) });
  let isFromStart = false;
  await sendFile(call, {
    size: row.size,
    etag: row.oid,
    headers: {
      "content-type": "application/octet-stream",
      "content-disposition": dispositionOf(row.name, true),
      "content-security-policy": "default-src 'none'; sandbox",
      "cache-control": "private, no-cache",
      vary: "Authorization, Origin",
    },
    open: (range) => {
      isFromStart = (range?.start ?? 0) === 0;
      return openAttachment(ctx, row, range);
    },
  });
  // Parts that are fetched side by side are one download.
  if (method === "GET" && isFromStart && response.writableFinished) await countAttachment(ctx, row);
}
