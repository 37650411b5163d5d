import "server-only";
import type { MarkdownWords } from "@/components/patterns/markdown-words";
import { findLinks, piecesOf } from "@/server/discussions";
import type { RepoDetails } from "@/server/hub/contract/repo";
import { contextOfPage } from "./page-context";

type Where = Pick<RepoDetails, "id" | "kind" | "namespace" | "name">;

/** Where the people and discussions lead that texts of a page name; the repository is one that its reader may see. */
export async function wordsOfPage(repo: Where, texts: readonly (string | null | undefined)[]): Promise<MarkdownWords> {
  const links = await findLinks(
    await contextOfPage(),
    repo,
    texts.filter((text) => typeof text === "string"),
  );
  return (text) => piecesOf(text, links);
}
