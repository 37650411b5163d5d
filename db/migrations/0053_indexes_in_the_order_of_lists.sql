DROP INDEX "audit_events_at_idx";--> statement-breakpoint
DROP INDEX "audit_events_owner_idx";--> statement-breakpoint
DROP INDEX "audit_events_actor_idx";--> statement-breakpoint
DROP INDEX "audit_events_target_idx";--> statement-breakpoint
DROP INDEX "run_intervals_owner_idx";--> statement-breakpoint
DROP INDEX "run_intervals_instance_idx";--> statement-breakpoint
DROP INDEX "usage_events_owner_idx";--> statement-breakpoint
DROP INDEX "discussions_repo_status_idx";--> statement-breakpoint
DROP INDEX "api_keys_owner_idx";--> statement-breakpoint
DROP INDEX "gateway_requests_owner_idx";--> statement-breakpoint
DROP INDEX "gateway_requests_key_idx";--> statement-breakpoint
DROP INDEX "providers_created_idx";--> statement-breakpoint
DROP INDEX "secret_findings_repo_created_idx";--> statement-breakpoint
DROP INDEX "access_requests_repo_status_idx";--> statement-breakpoint
DROP INDEX "collections_updated_idx";--> statement-breakpoint
DROP INDEX "repo_likes_user_idx";--> statement-breakpoint
DROP INDEX "repos_kind_updated_idx";--> statement-breakpoint
DROP INDEX "repos_kind_created_idx";--> statement-breakpoint
DROP INDEX "repos_kind_downloads_idx";--> statement-breakpoint
DROP INDEX "repos_kind_likes_idx";--> statement-breakpoint
DROP INDEX "repos_kind_trend_idx";--> statement-breakpoint
DROP INDEX "buckets_created_idx";--> statement-breakpoint
DROP INDEX "releases_repo_created_idx";--> statement-breakpoint
DROP INDEX "access_tokens_user_idx";--> statement-breakpoint
DROP INDEX "follows_account_idx";--> statement-breakpoint
DROP INDEX "follows_follower_idx";--> statement-breakpoint
DROP INDEX "invitations_organization_idx";--> statement-breakpoint
DROP INDEX "ssh_keys_user_idx";--> statement-breakpoint
DROP INDEX "ssh_keys_repo_idx";--> statement-breakpoint
DROP INDEX "deployments_created_idx";--> statement-breakpoint
DROP INDEX "mails_created_idx";--> statement-breakpoint
DROP INDEX "mirror_runs_mirror_idx";--> statement-breakpoint
DROP INDEX "moderation_findings_created_idx";--> statement-breakpoint
DROP INDEX "notifications_user_idx";--> statement-breakpoint
DROP INDEX "webhook_deliveries_webhook_idx";--> statement-breakpoint
CREATE INDEX "repos_trend_idx" ON "repos" USING btree ("trend","id") WHERE "repos"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "repos_name_idx" ON "repos" USING btree ("name_folded" text_pattern_ops) WHERE "repos"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "audit_events_at_idx" ON "audit_events" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "audit_events_owner_idx" ON "audit_events" USING btree ("owner_id","at");--> statement-breakpoint
CREATE INDEX "audit_events_actor_idx" ON "audit_events" USING btree ("actor_id","at");--> statement-breakpoint
CREATE INDEX "audit_events_target_idx" ON "audit_events" USING btree ("target_id","at");--> statement-breakpoint
CREATE INDEX "run_intervals_owner_idx" ON "run_intervals" USING btree ("owner_id","started_at","id");--> statement-breakpoint
CREATE INDEX "run_intervals_instance_idx" ON "run_intervals" USING btree ("instance_id","started_at");--> statement-breakpoint
CREATE INDEX "usage_events_owner_idx" ON "usage_events" USING btree ("owner_id","occurred_at");--> statement-breakpoint
CREATE INDEX "discussions_repo_status_idx" ON "discussions" USING btree ("repo_id","is_pull","status","number");--> statement-breakpoint
CREATE INDEX "api_keys_owner_idx" ON "api_keys" USING btree ("owner_id","created_at","id");--> statement-breakpoint
CREATE INDEX "gateway_requests_owner_idx" ON "gateway_requests" USING btree ("owner_id","started_at","id");--> statement-breakpoint
CREATE INDEX "gateway_requests_key_idx" ON "gateway_requests" USING btree ("key_id","started_at","id");--> statement-breakpoint
CREATE INDEX "providers_created_idx" ON "providers" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "secret_findings_repo_created_idx" ON "secret_findings" USING btree ("repo_id","created_at","id");--> statement-breakpoint
CREATE INDEX "access_requests_repo_status_idx" ON "access_requests" USING btree ("repo_id","status","updated_at","id");--> statement-breakpoint
CREATE INDEX "collections_updated_idx" ON "collections" USING btree ("updated_at","id");--> statement-breakpoint
CREATE INDEX "repo_likes_user_idx" ON "repo_likes" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "repos_kind_updated_idx" ON "repos" USING btree ("kind","updated_at","id");--> statement-breakpoint
CREATE INDEX "repos_kind_created_idx" ON "repos" USING btree ("kind","created_at","id");--> statement-breakpoint
CREATE INDEX "repos_kind_downloads_idx" ON "repos" USING btree ("kind","downloads","id");--> statement-breakpoint
CREATE INDEX "repos_kind_likes_idx" ON "repos" USING btree ("kind","likes","id");--> statement-breakpoint
CREATE INDEX "repos_kind_trend_idx" ON "repos" USING btree ("kind","trend","id");--> statement-breakpoint
CREATE INDEX "buckets_created_idx" ON "buckets" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "releases_repo_created_idx" ON "releases" USING btree ("repo_id","created_at","id");--> statement-breakpoint
CREATE INDEX "access_tokens_user_idx" ON "access_tokens" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "follows_account_idx" ON "follows" USING btree ("account_id","created_at");--> statement-breakpoint
CREATE INDEX "follows_follower_idx" ON "follows" USING btree ("follower_id","created_at");--> statement-breakpoint
CREATE INDEX "invitations_organization_idx" ON "invitations" USING btree ("organization_id","created_at");--> statement-breakpoint
CREATE INDEX "ssh_keys_user_idx" ON "ssh_keys" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "ssh_keys_repo_idx" ON "ssh_keys" USING btree ("repo_id","created_at");--> statement-breakpoint
CREATE INDEX "deployments_created_idx" ON "deployments" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "mails_created_idx" ON "mails" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "mirror_runs_mirror_idx" ON "mirror_runs" USING btree ("mirror_id","created_at","id");--> statement-breakpoint
CREATE INDEX "moderation_findings_created_idx" ON "moderation_findings" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "notifications_user_idx" ON "notifications" USING btree ("user_id","created_at","id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_webhook_idx" ON "webhook_deliveries" USING btree ("webhook_id","created_at","id");