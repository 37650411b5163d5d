CREATE TABLE "bucket_files" (
	"bucket_id" uuid NOT NULL,
	"path" text collate "C" NOT NULL,
	"file_hash" text,
	"size" bigint NOT NULL,
	"modified_at" timestamp (3) with time zone,
	"uploaded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "bucket_files_bucket_id_path_pk" PRIMARY KEY("bucket_id","path")
);
--> statement-breakpoint
CREATE TABLE "bucket_redirects" (
	"owner_id" uuid NOT NULL,
	"name_folded" text NOT NULL,
	"bucket_id" uuid NOT NULL,
	CONSTRAINT "bucket_redirects_owner_id_name_folded_pk" PRIMARY KEY("owner_id","name_folded")
);
--> statement-breakpoint
CREATE TABLE "buckets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_id" uuid NOT NULL,
	"creator_id" uuid NOT NULL,
	"name" text NOT NULL,
	"name_folded" text NOT NULL,
	"visibility" "repo_visibility" NOT NULL,
	"size_bytes" bigint DEFAULT 0 NOT NULL,
	"file_count" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "buckets_owner_name_key" UNIQUE("owner_id","name_folded")
);
--> statement-breakpoint
ALTER TABLE "bucket_files" ADD CONSTRAINT "bucket_files_file_hash_xet_files_hash_fk" FOREIGN KEY ("file_hash") REFERENCES "public"."xet_files"("hash") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bucket_redirects" ADD CONSTRAINT "bucket_redirects_bucket_id_buckets_id_fk" FOREIGN KEY ("bucket_id") REFERENCES "public"."buckets"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bucket_files_file_idx" ON "bucket_files" USING btree ("file_hash");--> statement-breakpoint
CREATE INDEX "bucket_redirects_bucket_idx" ON "bucket_redirects" USING btree ("bucket_id");--> statement-breakpoint
CREATE INDEX "buckets_created_idx" ON "buckets" USING btree ("created_at" DESC NULLS LAST,"id" DESC NULLS LAST);