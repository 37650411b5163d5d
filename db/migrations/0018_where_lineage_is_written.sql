ALTER TABLE "repo_links" ADD COLUMN "origin" text DEFAULT 'card' NOT NULL;--> statement-breakpoint
ALTER TABLE "repo_links" ADD COLUMN "revision" text;