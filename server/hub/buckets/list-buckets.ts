import { findAccountByName, findAccounts } from "@/server/identity";
import { type Ctx, defineQuery, page } from "@/server/kernel";
import { BucketPage, ListBucketsInput } from "../contract/bucket";
import { showBucket } from "./bucket";
import { listBucketRows } from "./store";

export const listBuckets = defineQuery({
  name: "hub.listBuckets",
  summary: "List buckets, newest first",
  http: { method: "GET", path: "/buckets" },
  input: ListBucketsInput,
  output: BucketPage,
  run: (ctx, input) => browseBuckets(ctx, input),
});

/** What the actor may see. Buckets of owners who are gone are left out. */
export async function browseBuckets(ctx: Ctx, input: ListBucketsInput) {
  const { owner: name, search } = input;
  const owner = name === undefined ? undefined : await findAccountByName(ctx.db, name);
  if (owner === null) return { items: [], nextCursor: null };
  const { items, nextCursor } = await page(ctx, input, {
    list: "hub.buckets",
    read: (after, limit) => listBucketRows(ctx, { ownerId: owner?.id, search, after, limit }),
    keyOf: ({ createdAt, id }) => ({ sort: createdAt.toISOString(), id }),
  });
  const owners = await findAccounts(
    ctx.db,
    items.map(({ ownerId }) => ownerId),
  );
  const shown = items.flatMap((row) => {
    const account = owners.get(row.ownerId);
    return account ? [showBucket(ctx, { ...row, namespace: account.name })] : [];
  });
  return { items: shown, nextCursor };
}
