import "server-only";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { hrefOf } from "@/components/hub/href";
import { type RepoDetails, SHELVES, Shelf } from "@/server/hub/contract/repo";
import { pathOfPage } from "@/server/web/page-path";
import { presentPath } from "./present-path";
import { orNotFound, orNull } from "./refusal";
import { api } from "./rsc";
import { getViewer } from "./viewer";

/** The repository that a page is about; the page of what is not there for one that the viewer may not see. */
export const repoOfPage = cache(async (shelf: string, namespace: string, name: string) => {
  const known = Shelf.safeParse(shelf);
  if (!known.success) notFound();
  return presentOne(await orNotFound(api.hub.getRepo({ shelf: known.data, namespace, name })));
});

/** Whoever comes by an old address is sent to the same page at the present one. */
async function presentOne(repo: RepoDetails): Promise<RepoDetails> {
  if (repo.movedFrom !== null) redirect(presentPath(repo, pathOfPage(await headers())));
  return repo;
}

/** As `repoOfPage`; whoever leaves out the shelf, as one may for models, is sent to what has that name on another one. */
export async function repoOfFrontPage(shelf: string, namespace: string, name: string) {
  if (shelf !== "models") return repoOfPage(shelf, namespace, name);
  const model = await orNull(api.hub.getRepo({ shelf, namespace, name }));
  if (model) return presentOne(model);
  for (const other of SHELVES.filter((one) => one !== shelf)) {
    const found = await orNull(api.hub.getRepo({ shelf: other, namespace, name }));
    if (found) redirect(`/${other}/${found.namespace}/${found.name}`);
  }
  notFound();
}

/** What the address of a page below a repository holds. */
export interface RepoParams {
  readonly shelf: string;
  readonly namespace: string;
  readonly name: string;
  /** Segments after the verb, as Next hands them over: percent-encoded. */
  readonly path?: readonly string[];
}

/** The repository whose settings a page shows, for who is signed in; visitors sign in first, and come back. */
export async function settingsOfPage(params: Promise<RepoParams>, ...part: readonly string[]) {
  const { shelf, namespace, name } = await params;
  const [repo, viewer] = await Promise.all([repoOfPage(shelf, namespace, name), getViewer()]);
  const here = hrefOf(repo, "settings", ...part);
  if (!viewer) redirect(`/sign-in?next=${encodeURIComponent(here)}`);
  return { repo, viewer, here };
}

/** The revision and the path that a page's address names. */
export async function placeOfPage({ shelf, namespace, name, path = [] }: RepoParams) {
  const known = Shelf.safeParse(shelf);
  if (!known.success) notFound();
  return orNotFound(api.hub.getPlace({ shelf: known.data, namespace, name, rest: path.join("/") }));
}
