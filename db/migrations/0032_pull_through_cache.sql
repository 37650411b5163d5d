CREATE TABLE "cache_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"origin" text NOT NULL,
	"kind" text NOT NULL,
	"path_folded" text NOT NULL,
	"status" text NOT NULL,
	"asked_by" text NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"retry_at" timestamp (3) with time zone NOT NULL,
	"repo_id" uuid,
	"mirror_id" uuid,
	"used_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "cache_tokens" (
	"origin" text PRIMARY KEY NOT NULL,
	"credential" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "cache_entries" ADD CONSTRAINT "cache_entries_mirror_id_mirrors_id_fk" FOREIGN KEY ("mirror_id") REFERENCES "public"."mirrors"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "cache_entries_place_key" ON "cache_entries" USING btree ("origin","kind","path_folded");--> statement-breakpoint
CREATE INDEX "cache_entries_asked_idx" ON "cache_entries" USING btree ("asked_by","asked_at");--> statement-breakpoint
CREATE INDEX "cache_entries_repo_idx" ON "cache_entries" USING btree ("repo_id");--> statement-breakpoint
CREATE INDEX "cache_entries_mirror_idx" ON "cache_entries" USING btree ("mirror_id");--> statement-breakpoint
CREATE INDEX "cache_entries_used_idx" ON "cache_entries" USING btree ("used_at");