import "server-only";
import { HERE, isElsewhere, type MarkdownAddresses } from "@/components/patterns/markdown-addresses";
import { contentUrlOf, getReadableRepo, remoteImageUrl } from "@/server/hub";
import type { RepoDetails } from "@/server/hub/contract/repo";
import { contextOfPage } from "./page-context";

/** Where a page finds the pictures of a Markdown file that this host does not show itself. */
export async function picturesOfPage(where: Pick<RepoDetails, "kind" | "namespace" | "name">, revision: string) {
  const ctx = await contextOfPage();
  let found: ReturnType<typeof getReadableRepo> | undefined;
  // A document may hold hundreds.
  const repo = () => {
    found ??= getReadableRepo(ctx, where);
    return found;
  };
  return {
    inside: async (path: string) => contentUrlOf(ctx, await repo(), { revision, path }),
    outside: (src: string) => remoteImageUrl(ctx, src),
  };
}

/** The same for a text that lies in no repository: pictures of other hosts come through the platform. */
export async function addressesOfText(): Promise<MarkdownAddresses> {
  const ctx = await contextOfPage();
  const picture = async (src: string) => (isElsewhere(src) ? remoteImageUrl(ctx, src) : HERE.image(src));
  return { ...HERE, picture };
}
