import { presignObject } from "@/server/content";
import { headerOf } from "../exchange";
import type { RepoCall } from "./call";

/** Smaller files are sooner there without a second request. */
const LEAST_BYTES = 8 * 1024 ** 2;
/** How long a client may take to follow, and to come back for more parts. */
const LIFETIME_SECONDS = 3_600;

interface Found {
  readonly repoId: string;
  readonly oid: string;
  readonly size: number;
  /** Of the answer that the platform would give. */
  readonly headers: Readonly<Record<string, string | number>>;
}

/**
 * Answers a GET of a large file with 302 to the store, where clients can reach it; `false` when the platform has to send
 * the bytes. What clients read of the first answer (commit, linked size and ETag) is on it; type and name are in the link.
 */
export async function sendToStore(call: RepoCall, { repoId, oid, size, headers }: Found): Promise<boolean> {
  const { ctx, request, response, method } = call;
  if (method !== "GET" || size < LEAST_BYTES || headerOf(request, "if-none-match") !== undefined) return false;
  const url = await presignObject(ctx, {
    ...{ repoId, oid, expiresInSeconds: LIFETIME_SECONDS },
    headers: {
      contentType: storedType(String(headers["content-type"])),
      ...("content-disposition" in headers && { contentDisposition: String(headers["content-disposition"]) }),
      cacheControl: `private, max-age=${LIFETIME_SECONDS}`,
    },
  });
  if (url === null) return false;
  const { "content-type": _, "content-disposition": __, ...kept } = headers;
  const own = { etag: `"${oid}"`, location: url.href, "cache-control": "no-store", "content-length": 0 };
  response.writeHead(302, { ...kept, ...own }).end();
  return true;
}

/** The store cannot send the headers that keep text from being taken for a page: it says that it is none. */
const storedType = (type: string): string => (/^(image|audio|video)\//.test(type) ? type : "application/octet-stream");

/** Parts that are fetched side by side are one download. */
export const isWholeOrStart = ({ request }: RepoCall): boolean =>
  /^(bytes=0-.*)?$/.test(headerOf(request, "range") ?? "");
