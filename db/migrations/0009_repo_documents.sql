CREATE TABLE "repo_documents" (
	"repo_id" uuid NOT NULL,
	"part" text NOT NULL,
	"vector" "tsvector" NOT NULL,
	CONSTRAINT "repo_documents_pkey" PRIMARY KEY("repo_id","part")
);
--> statement-breakpoint
ALTER TABLE "repo_documents" ADD CONSTRAINT "repo_documents_repo_id_repos_id_fk" FOREIGN KEY ("repo_id") REFERENCES "public"."repos"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "repo_documents_vector_idx" ON "repo_documents" USING gin ("vector");