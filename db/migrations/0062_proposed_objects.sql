CREATE TABLE "proposed_objects" (
	"id" uuid PRIMARY KEY NOT NULL,
	"repo_id" uuid NOT NULL,
	"oid" text,
	"file_hash" text,
	"user_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"unlinked_at" timestamp (3) with time zone,
	"was_whole" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
ALTER TABLE "direct_uploads" ADD COLUMN "proposer_id" uuid;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "is_proposal" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "proposed_objects_repo_idx" ON "proposed_objects" USING btree ("repo_id","created_at");--> statement-breakpoint
CREATE INDEX "proposed_objects_oid_idx" ON "proposed_objects" USING btree ("oid");--> statement-breakpoint
CREATE INDEX "proposed_objects_file_idx" ON "proposed_objects" USING btree ("file_hash");