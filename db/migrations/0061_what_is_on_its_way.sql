CREATE TABLE "storage_arrivals" (
	"owner_id" uuid NOT NULL,
	"key" text NOT NULL,
	"bytes" bigint NOT NULL,
	"upload_id" uuid,
	"expires_at" timestamp (3) with time zone,
	CONSTRAINT "storage_arrivals_owner_id_key_pk" PRIMARY KEY("owner_id","key")
);
--> statement-breakpoint
ALTER TABLE "storage_arrivals" ADD CONSTRAINT "storage_arrivals_upload_id_uploads_id_fk" FOREIGN KEY ("upload_id") REFERENCES "public"."uploads"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "storage_arrivals_upload_idx" ON "storage_arrivals" USING btree ("upload_id");--> statement-breakpoint
CREATE INDEX "storage_arrivals_expires_idx" ON "storage_arrivals" USING btree ("expires_at");