interface Asked {
  readonly fetchSite: string | undefined;
  readonly origin: string | undefined;
  /** Origin under which the browser sees this site. */
  readonly own: string;
}

/**
 * Whether a browser says that one of our own pages, or the person, made this request. A cookie counts for nothing
 * else, so a foreign page cannot act for whoever is signed in (Fetch Metadata; RFC 6454 for browsers without it).
 */
export function isSameOrigin({ fetchSite, origin, own }: Asked): boolean {
  if (fetchSite !== undefined) return fetchSite === "same-origin" || fetchSite === "none";
  return origin === own;
}
