CREATE TABLE "secret_findings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"repo_id" uuid NOT NULL,
	"path" text NOT NULL,
	"line" integer NOT NULL,
	"blob" text NOT NULL,
	"commit" text,
	"kind" text NOT NULL,
	"start" text NOT NULL,
	"fingerprint" text NOT NULL,
	"is_refused" boolean NOT NULL,
	"state" text NOT NULL,
	"note" text NOT NULL,
	"resolved_by" uuid,
	"resolved_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "secret_findings_fingerprint_key" UNIQUE("repo_id","fingerprint")
);
--> statement-breakpoint
CREATE TABLE "secret_policies" (
	"repo_id" uuid PRIMARY KEY NOT NULL,
	"mode" text NOT NULL,
	"allowed_paths" text[] NOT NULL
);
--> statement-breakpoint
CREATE INDEX "secret_findings_repo_created_idx" ON "secret_findings" USING btree ("repo_id","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);