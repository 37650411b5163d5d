import { showCollection } from "@/server/hub";
import type { CollectionDetails } from "@/server/hub/contract/collection";
import { findAccountByName } from "@/server/identity";
import { hexId } from "@/server/kernel";
import type { Call } from "../call";

type Row = Parameters<typeof showCollection>[1];

/** A collection as Hugging Face clients read it. In lists there is no `position`, and at most four items are shown. */
export async function showWire(call: Call, row: Row, place: "alone" | "list" = "alone") {
  const collection = await showCollection(call.ctx, row);
  const { namespace, slug, title, description, theme, updatedAt, visibility, items } = collection;
  const account = await findAccountByName(call.ctx.db, namespace);
  return {
    slug: `${namespace}/${slug}`,
    title,
    ...(description !== "" && { description }),
    owner: {
      name: namespace,
      fullname: account?.displayName ?? namespace,
      avatarUrl: account?.avatarUrl ?? null,
      type: account?.kind === "organization" ? "org" : "user",
    },
    items: (place === "list" ? items.slice(0, 4) : items).map(itemOf),
    lastUpdated: updatedAt,
    gating: false,
    private: visibility !== "public",
    theme,
    upvotes: 0,
    shareUrl: collection.url,
    ...(place === "alone" && { position: 0 }),
  };
}

function itemOf({ id, note, position, repo }: CollectionDetails["items"][number]) {
  return {
    _id: hexId(id),
    id: `${repo.namespace}/${repo.name}`,
    type: repo.kind,
    position,
    ...(note !== "" && { note: { text: note, html: escaped(note) } }),
    author: repo.namespace,
    downloads: repo.downloads,
    likes: repo.likes,
    lastModified: repo.updatedAt,
    private: repo.visibility !== "public",
    gated: repo.gate ?? false,
    repoType: repo.kind,
    ...(repo.task !== null && { pipeline_tag: repo.task }),
  };
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
