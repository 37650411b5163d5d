import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { Shelf } from "@/server/hub/contract/repo";
import { orNotFound } from "./refusal";
import { api } from "./rsc";

/** The repository that a page is about; the page of what is not there for one that the viewer may not see. */
export const repoOfPage = cache(async (shelf: string, namespace: string, name: string) => {
  const known = Shelf.safeParse(shelf);
  if (!known.success) notFound();
  return orNotFound(api.hub.getRepo({ shelf: known.data, namespace, name }));
});

/** What the address of a page below a repository holds. */
export interface RepoParams {
  readonly shelf: string;
  readonly namespace: string;
  readonly name: string;
  /** Segments after the verb, as Next hands them over: percent-encoded. */
  readonly path?: readonly string[];
}

/** The revision and the path that a page's address names. */
export async function placeOfPage({ shelf, namespace, name, path = [] }: RepoParams) {
  const known = Shelf.safeParse(shelf);
  if (!known.success) notFound();
  return orNotFound(api.hub.getPlace({ shelf: known.data, namespace, name, rest: path.join("/") }));
}
