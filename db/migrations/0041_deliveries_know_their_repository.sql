ALTER TABLE "webhook_deliveries" ADD COLUMN "repo_id" uuid;--> statement-breakpoint
UPDATE "webhook_deliveries" SET "repo_id" = "repos"."id" FROM "repos" WHERE left(replace("repos"."id"::text, '-', ''), 24) = "webhook_deliveries"."payload" -> 'repo' ->> 'id';
