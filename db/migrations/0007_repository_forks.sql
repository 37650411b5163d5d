ALTER TABLE "repos" ADD COLUMN "fork_of_id" uuid;--> statement-breakpoint
ALTER TABLE "repos" ADD COLUMN "fork_commit" text;--> statement-breakpoint
CREATE INDEX "repos_fork_of_idx" ON "repos" USING btree ("fork_of_id") WHERE "repos"."fork_of_id" is not null;