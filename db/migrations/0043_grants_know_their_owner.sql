ALTER TABLE "resource_grants" ADD COLUMN "owner_id" uuid;--> statement-breakpoint
UPDATE "resource_grants" SET "owner_id" = "owned"."owner_id" FROM (
  SELECT "id", "owner_id" FROM "repos" UNION ALL SELECT "id", "owner_id" FROM "buckets" UNION ALL SELECT "id", "owner_id" FROM "collections"
) AS "owned" WHERE "owned"."id" = "resource_grants"."resource_id";--> statement-breakpoint
DELETE FROM "resource_grants" WHERE "owner_id" IS NULL;--> statement-breakpoint
ALTER TABLE "resource_grants" ALTER COLUMN "owner_id" SET NOT NULL;--> statement-breakpoint
CREATE INDEX "resource_grants_user_owner_idx" ON "resource_grants" USING btree ("user_id","owner_id");
