CREATE TABLE "releases" (
	"id" uuid PRIMARY KEY NOT NULL,
	"repo_id" uuid NOT NULL,
	"tag" text NOT NULL,
	"title" text NOT NULL,
	"notes" text NOT NULL,
	"is_draft" boolean NOT NULL,
	"is_prerelease" boolean NOT NULL,
	"author_id" uuid NOT NULL,
	"published_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "releases_repo_tag_key" UNIQUE("repo_id","tag")
);
--> statement-breakpoint
ALTER TABLE "ref_rules" DROP CONSTRAINT "ref_rules_repo_id_position_pk";--> statement-breakpoint
ALTER TABLE "ref_rules" ADD CONSTRAINT "ref_rules_repo_id_pattern_pk" PRIMARY KEY("repo_id","pattern");--> statement-breakpoint
ALTER TABLE "ref_rules" ADD COLUMN "people" uuid[] DEFAULT '{}'::uuid[] NOT NULL;--> statement-breakpoint
ALTER TABLE "releases" ADD CONSTRAINT "releases_repo_id_repos_id_fk" FOREIGN KEY ("repo_id") REFERENCES "public"."repos"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "releases_repo_created_idx" ON "releases" USING btree ("repo_id","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
ALTER TABLE "ref_rules" DROP COLUMN "position";