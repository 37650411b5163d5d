/**
 * Whether a browser says that one of our own pages, or the person, made this request. A cookie counts for nothing
 * else, so a foreign page cannot act for whoever is signed in (Fetch Metadata; RFC 6454 for browsers without it).
 * On plain http off loopback browsers send no metadata, and no origin with a GET: there the page it came from decides.
 */
export function isSameOrigin(own: string, header: (name: string) => string | undefined): boolean {
  const fetchSite = header("sec-fetch-site");
  if (fetchSite !== undefined) return fetchSite === "same-origin" || fetchSite === "none";
  const origin = header("origin");
  if (origin !== undefined) return origin === own;
  const referer = header("referer");
  return referer !== undefined && URL.canParse(referer) && new URL(referer).origin === own;
}
