CREATE TABLE "file_scans" (
	"oid" text PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"format" text NOT NULL,
	"reason" text,
	"findings" jsonb NOT NULL,
	"scanned_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "repo_scans" (
	"repo_id" uuid PRIMARY KEY NOT NULL,
	"commit" text NOT NULL,
	"version" integer NOT NULL,
	"scanned_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "repo_scans" ADD CONSTRAINT "repo_scans_repo_id_repos_id_fk" FOREIGN KEY ("repo_id") REFERENCES "public"."repos"("id") ON DELETE cascade ON UPDATE no action;