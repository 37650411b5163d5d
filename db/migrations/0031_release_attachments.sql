CREATE TABLE "release_attachments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"release_id" uuid NOT NULL,
	"name" text NOT NULL,
	"oid" text NOT NULL,
	"size" bigint NOT NULL,
	"downloads" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "release_attachments_release_name_key" UNIQUE("release_id","name")
);
--> statement-breakpoint
ALTER TABLE "releases" ADD COLUMN "target_ref" text;--> statement-breakpoint
ALTER TABLE "releases" ADD COLUMN "target_commit" text;--> statement-breakpoint
ALTER TABLE "release_attachments" ADD CONSTRAINT "release_attachments_release_id_releases_id_fk" FOREIGN KEY ("release_id") REFERENCES "public"."releases"("id") ON DELETE cascade ON UPDATE no action;