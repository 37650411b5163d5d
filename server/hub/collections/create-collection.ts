import { authorize, personOf } from "@/server/access";
import { audit } from "@/server/audit";
import { getOwner } from "@/server/identity";
import { atomically, type Ctx, DomainError, defineCommand, newRow, publish } from "@/server/kernel";
import { CollectionDetails, CreateCollectionInput } from "../contract/collection";
import { collectionCreated } from "../events";
import { auditCollection, showCollection, slugOf } from "./collection";
import { type CollectionRow, findCollectionByTitle, insertCollection } from "./store";

export const createCollection = defineCommand({
  name: "hub.createCollection",
  summary: "Start a collection of repositories",
  http: { method: "POST", path: "/collections", status: 201 },
  input: CreateCollectionInput,
  output: CollectionDetails,
  run: async (ctx, input) => showCollection(ctx, await addCollection(ctx, input)),
});

/** Throws `forbidden` or `not_found` for the owner, and `conflict` (`title_taken`, with the `slug` of what has it). */
export async function addCollection(ctx: Ctx, input: CreateCollectionInput): Promise<CollectionRow> {
  const { title, namespace, description, visibility, theme } = input;
  const owner = await getOwner(ctx, namespace);
  await authorize(ctx, "repo.create", { kind: "Account", id: owner.id, ownerId: owner.id, visibility: "public" });
  const taken = await findCollectionByTitle(ctx.db, { ownerId: owner.id, titleFolded: title.toLowerCase() });
  if (taken) {
    throw new DomainError("conflict", `${owner.name} has a collection with this title already: choose another title`, {
      reason: "title_taken",
      details: { slug: `${owner.name}/${slugOf(taken)}` },
    });
  }
  const row: CollectionRow = {
    ...newRow(ctx),
    ...{ ownerId: owner.id, title, description, visibility, theme },
    creatorId: personOf(ctx).userId,
    titleFolded: title.toLowerCase(),
  };
  await atomically(ctx, async (ctx) => {
    await insertCollection(ctx.db, row);
    const { id: collectionId, ownerId, creatorId } = row;
    await publish(ctx, collectionCreated, { collectionId, ownerId, creatorId });
    await audit(ctx, "collection.created", auditCollection(row, { visibility }));
  });
  return row;
}
