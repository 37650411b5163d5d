import { bigint, boolean, index, pgTable, uuid } from "drizzle-orm/pg-core";
import { moment } from "@/db/columns";

/** A repository, a bucket or an attachment: whose it is, and what its large files have. Triggers on links keep count. */
export const storagePlaces = pgTable(
  "storage_places",
  {
    placeId: uuid().primaryKey(),
    ownerId: uuid().notNull(),
    /** Counted by what it holds under paths, not by links. */
    isBucket: boolean().notNull().default(false),
    bytes: bigint({ mode: "number" }).notNull().default(0),
  },
  (table) => [index("storage_places_owner_idx").on(table.ownerId)],
);

/** What an account may keep, where that differs from what the settings say. */
export const storageQuotas = pgTable("storage_quotas", {
  ownerId: uuid().primaryKey(),
  /** Null: as much as it wants. */
  maxBytes: bigint({ mode: "number" }),
  updatedAt: moment().notNull(),
});
