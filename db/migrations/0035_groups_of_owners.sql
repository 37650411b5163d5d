ALTER TABLE "grouped_resources" ADD COLUMN "owner_id" uuid;--> statement-breakpoint
UPDATE "grouped_resources" SET "owner_id" = "resource_groups"."organization_id" FROM "resource_groups" WHERE "resource_groups"."id" = "grouped_resources"."group_id";--> statement-breakpoint
DELETE FROM "grouped_resources" WHERE "owner_id" IS NULL;--> statement-breakpoint
ALTER TABLE "grouped_resources" ALTER COLUMN "owner_id" SET NOT NULL;
