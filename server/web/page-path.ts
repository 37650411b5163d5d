/** Set by our own server on every request, whatever the client sent: Next tells pages no address. */
export const PAGE_PATH_HEADER = "x-yard-path";

/** Path and query of the page that is asked for, without what Next adds for itself. */
export function pathOfPage(headers: Headers): string {
  const url = new URL(headers.get(PAGE_PATH_HEADER) ?? "/", "http://page.invalid");
  url.searchParams.delete("_rsc");
  return `${url.pathname}${url.search}`;
}
