CREATE TABLE "repo_watches" (
	"repo_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"level" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "repo_watches_pkey" PRIMARY KEY("repo_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "repo_watches" ADD CONSTRAINT "repo_watches_repo_id_repos_id_fk" FOREIGN KEY ("repo_id") REFERENCES "public"."repos"("id") ON DELETE cascade ON UPDATE no action;