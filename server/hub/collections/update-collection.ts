import type { z } from "zod";
import { authorize } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, type Ctx, defineCommand } from "@/server/kernel";
import { CollectionDetails, UpdateCollectionInput } from "../contract/collection";
import { auditCollection, getReadableCollection, resourceOfCollection, showCollection } from "./collection";
import { type CollectionRow, updateCollectionRow } from "./store";
import { assertTitleFree, foldedTitle } from "./title";

type Change = Omit<z.output<typeof UpdateCollectionInput>, "id">;

export const updateCollection = defineCommand({
  name: "hub.updateCollection",
  summary: "Change title, description, visibility or colour of a collection",
  http: { method: "PATCH", path: "/collections/{id}" },
  input: UpdateCollectionInput,
  output: CollectionDetails,
  async run(ctx, { id, ...change }) {
    await changeCollection(ctx, await getReadableCollection(ctx, id), change);
    return showCollection(ctx, await getReadableCollection(ctx, id));
  },
});

/**
 * Changes what is given and leaves the rest. Throws `forbidden` for those who may only change what is in it, and what
 * `assertTitleFree` throws.
 */
export async function changeCollection(ctx: Ctx, row: CollectionRow, change: Change): Promise<void> {
  await authorize(ctx, "collection.manage", resourceOfCollection(row));
  const { title = row.title, description = row.description, visibility = row.visibility, theme = row.theme } = change;
  await atomically(ctx, async (ctx) => {
    if (foldedTitle(title) !== row.titleFolded) await assertTitleFree(ctx, { ...row, title });
    const values = { title, titleFolded: foldedTitle(title), description, visibility, theme };
    await updateCollectionRow(ctx.db, row.id, { ...values, updatedAt: ctx.now() });
    await audit(ctx, "collection.updated", auditCollection(row, { title, visibility }));
  });
}
