import { findRevision, splitRevisionPath } from "@/server/git";
import {
  authorizeContent,
  getReadableRepo,
  openRepoFile,
  openSignedContent,
  type Repository,
  refuseUnsafe,
  statRepoFile,
} from "@/server/hub";
import { DomainError, type ErrorCode, notFound } from "@/server/kernel";
import type { EdgeRoom, Exchange } from "../exchange";
import { mediaTypeOf } from "../media-type";
import { parseRepoAddress } from "../repo-path";
import { canTell, retryAfter } from "../respond";
import { dispositionOf, sendFile } from "../send-file";
import { createImageProxy } from "./image-proxy";
import { CONTENT_HEADERS } from "./policy";

/**
 * The origin of what users uploaded: pages, drawings and pictures are shown here as what they are, under a sandbox,
 * where no cookie and no token is looked at. What is not public is reached by signed addresses only.
 */
export function createContentRoom(): EdgeRoom {
  const showImage = createImageProxy();
  return {
    name: "content",
    match: ({ method, path }) => {
      if (method !== "GET" && method !== "HEAD") return null;
      const handle = findHandle(path, showImage);
      return handle && ((exchange) => handle(exchange).catch(tell(exchange)));
    },
  };
}

type Handle = (exchange: Exchange) => Promise<void>;

function findHandle(path: string, showImage: (exchange: Exchange, token: string) => Promise<void>): Handle | null {
  const [, first, token = "", ...rest] = path.split("/");
  if (first === "image") return rest.length === 0 ? (exchange) => showImage(exchange, token) : null;
  if (first === "signed") return (exchange) => showSigned(exchange, token, rest);
  const address = parseRepoAddress(path);
  const place = /^resolve\/(.+)$/.exec(address?.rest ?? "")?.[1];
  return address && place ? (exchange) => showPublic(exchange, address, place) : null;
}

async function showPublic(exchange: Exchange, address: Parameters<typeof getReadableRepo>[1], place: string) {
  const repo = await getReadableRepo(exchange.ctx, address);
  await authorizeContent(exchange.ctx, repo);
  const { commit, ref, path } = await splitRevisionPath(exchange.ctx, repo.id, place);
  await show(exchange, repo, { commit, path, cache: ref === null ? "private, max-age=3600" : "private, no-cache" });
}

async function showSigned(exchange: Exchange, token: string, rest: readonly string[]) {
  const { repo, commit } = await openSignedContent(exchange.ctx, token);
  if (!(await findRevision(exchange.ctx, repo.id, commit))) throw notFound("File", "at this address");
  // The front door has seen that the address can be decoded.
  await show(exchange, repo, { commit, path: rest.map(decodeURIComponent).join("/"), cache: "private, no-store" });
}

interface Shown {
  readonly commit: string;
  readonly path: string;
  readonly cache: string;
}

async function show(exchange: Exchange, repo: Repository, { commit, path, cache }: Shown): Promise<void> {
  const { ctx, signal } = exchange;
  const { entry, size, etag } = await statRepoFile(ctx, repo, { commit, path });
  await refuseUnsafe(ctx, repo, { oid: etag, path });
  const { type, isDownload } = presentationOf(path);
  const headers = {
    ...CONTENT_HEADERS,
    "content-type": type,
    "content-disposition": dispositionOf(path, isDownload),
    "cache-control": cache,
  };
  await sendFile(exchange, { size, etag, headers, open: (range) => openRepoFile(ctx, repo, { entry, range, signal }) });
}

/** What a browser may show as itself here and nowhere else. */
const PAGES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    css: "text/css; charset=utf-8",
    htm: "text/html; charset=utf-8",
    html: "text/html; charset=utf-8",
    ipynb: "application/json",
    svg: "image/svg+xml",
    xhtml: "application/xhtml+xml",
  }),
);

/** A sandbox keeps viewers of PDF from starting, so a PDF is handed over as a file. */
function presentationOf(path: string): { readonly type: string; readonly isDownload: boolean } {
  const ending = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? "";
  if (ending === "pdf") return { type: "application/pdf", isDownload: true };
  const type = PAGES.get(ending) ?? mediaTypeOf(path);
  return { type, isDownload: type === "application/octet-stream" };
}

const STATUS = {
  invalid: 400,
  unauthenticated: 404,
  forbidden: 404,
  not_found: 404,
  conflict: 409,
  stale: 412,
  too_large: 413,
  quota_exceeded: 429,
  unavailable: 502,
} as const satisfies Record<ErrorCode, number>;

const tell = (exchange: Exchange) => async (error: unknown) => {
  if (!canTell(exchange, error)) return;
  const status = error instanceof DomainError ? STATUS[error.code] : 500;
  const headers = { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store", ...retryAfter(error) };
  exchange.response
    .writeHead(status, { ...CONTENT_HEADERS, ...headers })
    .end(error instanceof DomainError ? error.message : "Something is broken here");
};
