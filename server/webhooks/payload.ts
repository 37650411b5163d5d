import { pathOf, type Repository } from "@/server/hub";
import { shelfOf } from "@/server/hub/contract";
import type { Ctx } from "@/server/kernel";
import type { RepoNews } from "./jobs";

/** Hugging Face shows 24 hexadecimal digits. */
const hexId = (id: string): string => id.replaceAll("-", "").slice(0, 24);

interface Event {
  readonly action: "create" | "update" | "delete" | "move";
  readonly scope: "repo" | "repo.content" | "repo.config";
}

export function eventOf({ kind }: RepoNews): Event {
  switch (kind) {
    case "created":
      return { action: "create", scope: "repo" };
    case "deleted":
      return { action: "delete", scope: "repo" };
    case "moved":
      return { action: "move", scope: "repo" };
    case "configured":
      return { action: "update", scope: "repo.config" };
    case "changed":
      return { action: "update", scope: "repo.content" };
  }
}

/** What receivers get (Hugging Face webhooks, version 3). */
export function payloadOf(site: Ctx["site"], repo: Repository, news: RepoNews): Record<string, unknown> {
  const isMoved = news.kind === "moved";
  const name = `${repo.namespace}/${repo.name}`;
  return {
    event: eventOf(news),
    repo: {
      type: repo.kind,
      name: isMoved ? (news.before ?? name) : name,
      id: hexId(repo.id),
      private: repo.visibility !== "public",
      url: { web: `${site.origin}${pathOf(repo)}`, api: `${site.origin}/api/${shelfOf(repo.kind)}/${name}` },
      headSha: repo.headCommit,
      owner: { id: hexId(repo.ownerId) },
      tags: repo.tags,
    },
    ...(news.kind === "changed" && {
      updatedRefs: news.changes.map(({ ref, before, after }) => ({ ref, oldSha: before, newSha: after })),
    }),
    ...(news.kind === "configured" && { updatedConfig: { private: repo.visibility !== "public" } }),
    ...(isMoved && { movedTo: { name, owner: { id: hexId(repo.ownerId) } } }),
  };
}
