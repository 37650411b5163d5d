import { hrefOf } from "@/components/hub/href";
import { type NamedRepo, Shelf } from "@/server/hub/contract/repo";

/**
 * The same page at the present address of a repository that was renamed or handed over.
 *
 * @param asked Path and query of a page below its old address, percent-encoded.
 */
export function presentPath(repo: NamedRepo, asked: string): string {
  const { pathname, search } = new URL(asked, "http://page.invalid");
  const segments = pathname.split("/").slice(1);
  const rest = segments.slice(Shelf.safeParse(segments[0]).success ? 3 : 2);
  return `${[hrefOf(repo), ...rest].join("/")}${search}`;
}
