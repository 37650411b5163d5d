import { authorize, personOf } from "@/server/access";
import { audit } from "@/server/audit";
import { getOwner } from "@/server/identity";
import { atomically, type Ctx, defineCommand, newRow, publish } from "@/server/kernel";
import { CollectionDetails, CreateCollectionInput } from "../contract/collection";
import { collectionCreated } from "../events";
import { auditCollection, showCollection } from "./collection";
import { type CollectionRow, insertCollection } from "./store";
import { assertTitleFree, foldedTitle } from "./title";

export const createCollection = defineCommand({
  name: "hub.createCollection",
  summary: "Start a collection of repositories",
  http: { method: "POST", path: "/collections", status: 201 },
  input: CreateCollectionInput,
  output: CollectionDetails,
  run: async (ctx, input) => showCollection(ctx, await addCollection(ctx, input)),
});

/** Throws `forbidden` or `not_found` for the owner, and what `assertTitleFree` throws. */
export async function addCollection(ctx: Ctx, input: CreateCollectionInput): Promise<CollectionRow> {
  const { title, namespace, description, visibility, theme } = input;
  const owner = await getOwner(ctx, namespace);
  await authorize(ctx, "repo.create", { kind: "Account", id: owner.id, ownerId: owner.id, visibility: "public" });
  const row: CollectionRow = {
    ...newRow(ctx),
    ...{ ownerId: owner.id, title, description, visibility, theme },
    creatorId: personOf(ctx).userId,
    titleFolded: foldedTitle(title),
  };
  await atomically(ctx, async (ctx) => {
    await assertTitleFree(ctx, row);
    await insertCollection(ctx.db, row);
    const { id: collectionId, ownerId, creatorId } = row;
    await publish(ctx, collectionCreated, { collectionId, ownerId, creatorId });
    await audit(ctx, "collection.created", auditCollection(row, { visibility }));
  });
  return row;
}
