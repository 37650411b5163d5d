import { afterOf, listBucketFiles as listFiles } from "@/server/content";
import { type Ctx, defineQuery, page } from "@/server/kernel";
import { BucketEntryPage, ListBucketFilesInput } from "../contract/bucket";
import { type BucketOfOwner, getBucketAt } from "./bucket";

export const listBucketFiles = defineQuery({
  name: "hub.listBucketFiles",
  summary: "List files and folders of a bucket",
  http: { method: "GET", path: "/buckets/{namespace}/{name}/files" },
  input: ListBucketFilesInput,
  output: BucketEntryPage,
  async run(ctx, input) {
    const { items, nextCursor } = await browseFiles(ctx, await getBucketAt(ctx, input), input);
    return { items: items.map((entry) => ({ ...FOLDER, ...entry })), nextCursor };
  },
});

const FOLDER = { size: null, xetHash: null, modifiedAt: null, uploadedAt: null };

type Asked = Pick<ListBucketFilesInput, "path" | "recursive" | "cursor" | "limit">;

/** One page of a bucket that the caller may see. Throws `invalid` (`bad_cursor`). */
export function browseFiles(ctx: Ctx, { id: bucketId }: BucketOfOwner, asked: Asked) {
  const { recursive, cursor, limit } = asked;
  const place = asked.path.split("/").filter(Boolean).join("/");
  const wanted = { bucketId, place, recursive, limit, ...(cursor !== undefined && { cursor }) };
  return page(ctx, wanted, {
    list: "hub.bucketFiles",
    read: (after, most) => listFiles(ctx, { bucketId, place, recursive, after: after?.sort ?? null, limit: most }),
    keyOf: (entry) => ({ sort: afterOf(entry), id: bucketId }),
  });
}
