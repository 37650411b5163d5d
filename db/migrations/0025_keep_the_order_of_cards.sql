ALTER TABLE "repos" ALTER COLUMN "card" SET DATA TYPE json;--> statement-breakpoint
ALTER TABLE "repos" ALTER COLUMN "card" SET DEFAULT '{}'::json;