CREATE TABLE "direct_uploads" (
	"id" uuid PRIMARY KEY NOT NULL,
	"repo_id" uuid NOT NULL,
	"oid" text NOT NULL,
	"size" bigint NOT NULL,
	"store_key" text NOT NULL,
	"store_upload_id" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "direct_uploads_object_idx" ON "direct_uploads" USING btree ("repo_id","oid");--> statement-breakpoint
CREATE INDEX "direct_uploads_created_idx" ON "direct_uploads" USING btree ("created_at");