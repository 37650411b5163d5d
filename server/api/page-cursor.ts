import "server-only";

/** What the address of a list says of where it starts. */
export interface CursorQuery {
  readonly cursor?: string | string[];
}

/** The page of a list that an address asks for, as its operation takes it. */
export async function pageAsked(searchParams: Promise<CursorQuery>) {
  const { cursor } = await searchParams;
  return { limit: 50, ...(typeof cursor === "string" && { cursor }) };
}
