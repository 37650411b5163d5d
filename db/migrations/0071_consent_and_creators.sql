ALTER TABLE "accounts" ADD COLUMN "creator_id" uuid;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "has_accepted" boolean DEFAULT true NOT NULL;--> statement-breakpoint
CREATE INDEX "accounts_creator_idx" ON "accounts" USING btree ("creator_id","created_at");