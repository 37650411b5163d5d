import { randomBytes } from "node:crypto";

interface Options {
  /** Where the files of users are shown from; their images and frames come from there. */
  readonly contentOrigin: string;
  /** Next's watch mode evaluates text and keeps a socket open. */
  readonly isDevelopment: boolean;
}

/**
 * What a page of ours may load (CSP Level 3). Scripts need this answer's nonce, which Next puts on its own; styles may stand
 * inline, as the typesetting of formulas needs it.
 */
export function contentPolicy({ contentOrigin, isDevelopment }: Options): string {
  const nonce = randomBytes(16).toString("base64");
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    `img-src 'self' data: blob: ${contentOrigin}`,
    `media-src 'self' blob: ${contentOrigin}`,
    "font-src 'self' data:",
    `connect-src 'self'${isDevelopment ? " ws: wss:" : ""}`,
    "worker-src 'self' blob:",
    `frame-src ${contentOrigin}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'self'",
  ].join("; ");
}

/**
 * What a worker of ours may do: its script brings this policy along and never the page's. WebAssembly counts the
 * checksums of uploads, so that pages themselves need not allow it.
 */
export const WORKER_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";
