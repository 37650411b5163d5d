DROP INDEX "repo_documents_vector_idx";--> statement-breakpoint
DROP INDEX "repos_filters_idx";--> statement-breakpoint
DROP INDEX "repos_search_idx";--> statement-breakpoint
CREATE INDEX "repo_documents_vector_idx" ON "repo_documents" USING gin ("vector") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "repos_filters_idx" ON "repos" USING gin ("filters") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "repos_search_idx" ON "repos" USING gin ("search_text" gin_trgm_ops) WITH (fastupdate=false);