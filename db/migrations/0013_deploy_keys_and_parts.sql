ALTER TABLE "upload_parts" ADD COLUMN "etag" text;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "claimed_oid" text;--> statement-breakpoint
ALTER TABLE "ssh_keys" ADD COLUMN "repo_id" uuid;--> statement-breakpoint
ALTER TABLE "ssh_keys" ADD COLUMN "can_write" boolean DEFAULT true NOT NULL;--> statement-breakpoint
CREATE INDEX "ssh_keys_repo_idx" ON "ssh_keys" USING btree ("repo_id","created_at" DESC NULLS LAST);