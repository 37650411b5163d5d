ALTER TABLE "api_keys" ADD COLUMN "made_by" uuid;--> statement-breakpoint
CREATE INDEX "api_keys_made_by_idx" ON "api_keys" USING btree ("made_by");