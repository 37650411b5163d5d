import { allows } from "@/server/access";
import { findAccounts } from "@/server/identity";
import { type Ctx, DomainError } from "@/server/kernel";
import { resourceOfCollection, slugOf } from "./collection";
import { type CollectionRow, findCollectionByTitle, lockCollectionTitles } from "./store";

/** As titles are compared. */
export const foldedTitle = (title: string): string => title.toLowerCase();

type Titled = Pick<CollectionRow, "id" | "ownerId" | "title">;

/**
 * In the transaction that writes the title: no two collections of an owner have the same. Throws `conflict`
 * (`title_taken`, with the `slug` of what has it where the actor may see that).
 */
export async function assertTitleFree(ctx: Ctx, { id, ownerId, title }: Titled): Promise<void> {
  await lockCollectionTitles(ctx.db, ownerId);
  const taken = await findCollectionByTitle(ctx.db, { ownerId, titleFolded: foldedTitle(title), exceptId: id });
  if (!taken) return;
  const owner = (await findAccounts(ctx.db, [ownerId])).get(ownerId)?.name ?? "";
  const isSeen = await allows(ctx, "collection.read", resourceOfCollection(taken));
  throw new DomainError("conflict", `${owner} has a collection with this title already: choose another title`, {
    reason: "title_taken",
    ...(isSeen && { details: { slug: `${owner}/${slugOf(taken)}` } }),
  });
}
