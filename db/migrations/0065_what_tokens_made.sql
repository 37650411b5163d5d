ALTER TABLE "access_tokens" ADD COLUMN "made_by" uuid;--> statement-breakpoint
ALTER TABLE "ssh_keys" ADD COLUMN "made_by" uuid;--> statement-breakpoint
ALTER TABLE "access_tokens" ADD CONSTRAINT "access_tokens_made_by_access_tokens_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."access_tokens"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ssh_keys" ADD CONSTRAINT "ssh_keys_made_by_access_tokens_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."access_tokens"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "access_tokens_made_by_idx" ON "access_tokens" USING btree ("made_by");--> statement-breakpoint
CREATE INDEX "ssh_keys_made_by_idx" ON "ssh_keys" USING btree ("made_by");