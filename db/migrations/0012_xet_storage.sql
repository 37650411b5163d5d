CREATE TABLE "xet_chunks" (
	"owner_id" uuid NOT NULL,
	"chunk_hash" text NOT NULL,
	"xorb_hash" text NOT NULL,
	CONSTRAINT "xet_chunks_owner_id_chunk_hash_pk" PRIMARY KEY("owner_id","chunk_hash")
);
--> statement-breakpoint
CREATE TABLE "xet_file_xorbs" (
	"file_hash" text NOT NULL,
	"xorb_hash" text NOT NULL,
	CONSTRAINT "xet_file_xorbs_file_hash_xorb_hash_pk" PRIMARY KEY("file_hash","xorb_hash")
);
--> statement-breakpoint
CREATE TABLE "xet_files" (
	"hash" text PRIMARY KEY NOT NULL,
	"size" bigint NOT NULL,
	"terms" "bytea" NOT NULL,
	"oid" text,
	"touched_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "xet_links" (
	"repo_id" uuid NOT NULL,
	"file_hash" text NOT NULL,
	"oid" text,
	"is_verified" boolean NOT NULL,
	"received_bytes" bigint NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "xet_links_repo_id_file_hash_pk" PRIMARY KEY("repo_id","file_hash"),
	CONSTRAINT "xet_links_repo_oid_key" UNIQUE("repo_id","oid")
);
--> statement-breakpoint
CREATE TABLE "xet_xorbs" (
	"hash" text PRIMARY KEY NOT NULL,
	"chunk_count" integer DEFAULT 0 NOT NULL,
	"packed_bytes" integer DEFAULT 0 NOT NULL,
	"unpacked_bytes" integer DEFAULT 0 NOT NULL,
	"repo_id" uuid NOT NULL,
	"is_counted" boolean DEFAULT false NOT NULL,
	"stored_at" timestamp (3) with time zone,
	"touched_at" timestamp (3) with time zone NOT NULL,
	"retired_at" timestamp (3) with time zone,
	"removing_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "xet_chunks" ADD CONSTRAINT "xet_chunks_xorb_hash_xet_xorbs_hash_fk" FOREIGN KEY ("xorb_hash") REFERENCES "public"."xet_xorbs"("hash") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "xet_file_xorbs" ADD CONSTRAINT "xet_file_xorbs_file_hash_xet_files_hash_fk" FOREIGN KEY ("file_hash") REFERENCES "public"."xet_files"("hash") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "xet_file_xorbs" ADD CONSTRAINT "xet_file_xorbs_xorb_hash_xet_xorbs_hash_fk" FOREIGN KEY ("xorb_hash") REFERENCES "public"."xet_xorbs"("hash") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "xet_links" ADD CONSTRAINT "xet_links_file_hash_xet_files_hash_fk" FOREIGN KEY ("file_hash") REFERENCES "public"."xet_files"("hash") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "xet_chunks_xorb_idx" ON "xet_chunks" USING btree ("xorb_hash");--> statement-breakpoint
CREATE INDEX "xet_file_xorbs_xorb_idx" ON "xet_file_xorbs" USING btree ("xorb_hash");--> statement-breakpoint
CREATE INDEX "xet_files_touched_idx" ON "xet_files" USING btree ("touched_at");--> statement-breakpoint
CREATE INDEX "xet_links_file_idx" ON "xet_links" USING btree ("file_hash");--> statement-breakpoint
CREATE INDEX "xet_xorbs_touched_idx" ON "xet_xorbs" USING btree ("touched_at");