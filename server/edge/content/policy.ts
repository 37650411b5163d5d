/**
 * On every answer of the content origin: nothing runs, nothing is fetched from elsewhere, and the page has an origin of
 * its own that holds nothing (Content Security Policy 3, HTML sandboxing). Our pages may embed it.
 */
export const CONTENT_HEADERS = {
  "content-security-policy": [
    "sandbox",
    "default-src 'none'",
    "img-src 'self' data: blob:",
    "media-src 'self' data:",
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; "),
  "x-content-type-options": "nosniff",
  "cross-origin-resource-policy": "cross-origin",
  // A sandboxed page has no origin, so its own fonts are foreign to it.
  "access-control-allow-origin": "*",
  "referrer-policy": "no-referrer",
  "x-robots-tag": "noindex",
} as const;
