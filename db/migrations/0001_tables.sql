CREATE TYPE "public"."resource_role" AS ENUM('read', 'write', 'admin');--> statement-breakpoint
CREATE TYPE "public"."ref_rule_level" AS ENUM('write', 'admin', 'nobody');--> statement-breakpoint
CREATE TYPE "public"."repo_visibility" AS ENUM('public', 'internal', 'private');--> statement-breakpoint
CREATE TYPE "public"."account_kind" AS ENUM('user', 'organization');--> statement-breakpoint
CREATE TYPE "public"."organization_role" AS ENUM('owner', 'admin', 'billing', 'write', 'contributor', 'read', 'no_access');--> statement-breakpoint
CREATE TYPE "public"."platform_role" AS ENUM('owner', 'admin', 'ops', 'finance', 'auditor', 'moderator');--> statement-breakpoint
CREATE TYPE "public"."token_role" AS ENUM('read', 'write', 'fineGrained');--> statement-breakpoint
CREATE TYPE "public"."deployment_status" AS ENUM('pending', 'starting', 'running', 'stopping', 'stopped', 'failed');--> statement-breakpoint
CREATE TABLE "frozen_owners" (
	"owner_id" uuid PRIMARY KEY NOT NULL,
	"frozen_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "resource_grants" (
	"id" uuid PRIMARY KEY NOT NULL,
	"resource_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" "resource_role" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "resource_grants_resource_user_key" UNIQUE("resource_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "audit_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"token_id" uuid,
	"action" text NOT NULL,
	"target_kind" text NOT NULL,
	"target_id" text NOT NULL,
	"owner_id" uuid,
	"details" jsonb NOT NULL,
	"address" text,
	"request_id" text NOT NULL,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_events_seq_key" UNIQUE("seq")
);
--> statement-breakpoint
CREATE TABLE "audit_head" (
	"id" bigint PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_names" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"owner_id" uuid
);
--> statement-breakpoint
CREATE TABLE "account_balances" (
	"account_id" uuid PRIMARY KEY NOT NULL,
	"balance" bigint NOT NULL,
	"floor" bigint,
	CONSTRAINT "account_balances_floor" CHECK ("account_balances"."floor" is null or "account_balances"."balance" >= "account_balances"."floor")
);
--> statement-breakpoint
CREATE TABLE "ledger_accounts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_id" uuid,
	"kind" text NOT NULL,
	"currency" char(3) NOT NULL,
	CONSTRAINT "ledger_accounts_owner_kind_key" UNIQUE NULLS NOT DISTINCT("owner_id","kind","currency"),
	CONSTRAINT "ledger_accounts_currency_key" UNIQUE("id","currency")
);
--> statement-breakpoint
CREATE TABLE "ledger_entries" (
	"transaction_id" uuid NOT NULL,
	"seq" smallint NOT NULL,
	"account_id" uuid NOT NULL,
	"currency" char(3) NOT NULL,
	"amount" bigint NOT NULL,
	CONSTRAINT "ledger_entries_transaction_id_seq_pk" PRIMARY KEY("transaction_id","seq"),
	CONSTRAINT "ledger_entries_amount_not_zero" CHECK ("ledger_entries"."amount" <> 0)
);
--> statement-breakpoint
CREATE TABLE "ledger_transactions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"idem" text NOT NULL,
	"booked_at" timestamp (3) with time zone NOT NULL,
	"reverses" uuid,
	"meta" jsonb NOT NULL,
	CONSTRAINT "ledger_transactions_idem_unique" UNIQUE("idem")
);
--> statement-breakpoint
CREATE TABLE "prices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"meter" text NOT NULL,
	"target" text NOT NULL,
	"currency" char(3) NOT NULL,
	"amount" bigint NOT NULL,
	"effective_from" timestamp (3) with time zone NOT NULL,
	"created_by" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "prices_version_key" UNIQUE("meter","target","currency","effective_from"),
	CONSTRAINT "prices_amount_not_negative" CHECK ("prices"."amount" >= 0)
);
--> statement-breakpoint
CREATE TABLE "run_charges" (
	"interval_id" uuid NOT NULL,
	"from_minute" integer NOT NULL,
	"to_minute" integer NOT NULL,
	"replicas" integer NOT NULL,
	"cost" bigint NOT NULL,
	"charged_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "run_charges_interval_id_from_minute_pk" PRIMARY KEY("interval_id","from_minute"),
	CONSTRAINT "run_charges_forward" CHECK ("run_charges"."to_minute" > "run_charges"."from_minute")
);
--> statement-breakpoint
CREATE TABLE "run_intervals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"instance_id" uuid NOT NULL,
	"owner_id" uuid NOT NULL,
	"label" text NOT NULL,
	"sku" text NOT NULL,
	"price_id" uuid NOT NULL,
	"amount" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"replicas" integer NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"end_reason" text,
	"billed_minutes" integer NOT NULL,
	"cost" bigint NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "usage_daily" (
	"owner_id" uuid NOT NULL,
	"key_id" uuid NOT NULL,
	"model" text NOT NULL,
	"day" date NOT NULL,
	"currency" char(3) NOT NULL,
	"requests" bigint NOT NULL,
	"input_tokens" bigint NOT NULL,
	"output_tokens" bigint NOT NULL,
	"cost" bigint NOT NULL,
	CONSTRAINT "usage_daily_owner_id_day_key_id_model_currency_pk" PRIMARY KEY("owner_id","day","key_id","model","currency")
);
--> statement-breakpoint
CREATE TABLE "usage_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"owner_id" uuid NOT NULL,
	"key_id" uuid,
	"model" text NOT NULL,
	"repo_id" uuid NOT NULL,
	"input_tokens" bigint NOT NULL,
	"output_tokens" bigint NOT NULL,
	"input_price_id" uuid NOT NULL,
	"output_price_id" uuid NOT NULL,
	"cost" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"basis" text NOT NULL,
	CONSTRAINT "usage_events_not_negative" CHECK ("usage_events"."cost" >= 0 and "usage_events"."input_tokens" >= 0 and "usage_events"."output_tokens" >= 0)
);
--> statement-breakpoint
CREATE TABLE "wallets" (
	"owner_id" uuid NOT NULL,
	"currency" char(3) NOT NULL,
	"credit_limit" bigint,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "wallets_owner_id_currency_pk" PRIMARY KEY("owner_id","currency"),
	CONSTRAINT "wallets_limit_not_negative" CHECK ("wallets"."credit_limit" >= 0)
);
--> statement-breakpoint
CREATE TABLE "pack_installs" (
	"pack_id" text PRIMARY KEY NOT NULL,
	"version" text NOT NULL,
	"phase" text NOT NULL,
	"percent" integer NOT NULL,
	"message" text,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "file_locks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"repo_id" uuid NOT NULL,
	"path" text NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "file_locks_repo_path_key" UNIQUE("repo_id","path")
);
--> statement-breakpoint
CREATE TABLE "object_links" (
	"repo_id" uuid NOT NULL,
	"oid" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "object_links_repo_id_oid_pk" PRIMARY KEY("repo_id","oid")
);
--> statement-breakpoint
CREATE TABLE "objects" (
	"oid" text PRIMARY KEY NOT NULL,
	"size" bigint NOT NULL,
	"touched_at" timestamp (3) with time zone NOT NULL,
	"removing_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "upload_parts" (
	"upload_id" uuid NOT NULL,
	"number" integer NOT NULL,
	CONSTRAINT "upload_parts_upload_id_number_pk" PRIMARY KEY("upload_id","number")
);
--> statement-breakpoint
CREATE TABLE "uploads" (
	"id" uuid PRIMARY KEY NOT NULL,
	"repo_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"size" bigint NOT NULL,
	"part_bytes" integer NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"oid" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "api_key_periods" (
	"key_id" uuid NOT NULL,
	"period_start" timestamp (3) with time zone NOT NULL,
	"spent" bigint NOT NULL,
	CONSTRAINT "api_key_periods_key_id_period_start_pk" PRIMARY KEY("key_id","period_start")
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_id" uuid NOT NULL,
	"creator_id" uuid NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"secret_hash" text NOT NULL,
	"monthly_limit" bigint,
	"currency" char(3) NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	"deleted_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "api_keys_secretHash_unique" UNIQUE("secret_hash")
);
--> statement-breakpoint
CREATE TABLE "gateway_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"owner_id" uuid NOT NULL,
	"key_id" uuid,
	"user_id" uuid,
	"model" text NOT NULL,
	"deployment_id" uuid NOT NULL,
	"endpoint" text NOT NULL,
	"is_stream" boolean NOT NULL,
	"outcome" text NOT NULL,
	"status" integer NOT NULL,
	"input_tokens" bigint NOT NULL,
	"output_tokens" bigint NOT NULL,
	"cost" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"latency_ms" integer NOT NULL,
	"ttft_ms" integer
);
--> statement-breakpoint
CREATE TABLE "git_heads" (
	"repo_id" uuid NOT NULL,
	"ref" text NOT NULL,
	"commit" text NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "git_heads_repo_id_ref_pk" PRIMARY KEY("repo_id","ref")
);
--> statement-breakpoint
CREATE TABLE "ref_rules" (
	"repo_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"pattern" text NOT NULL,
	"push" "ref_rule_level" NOT NULL,
	"merge" "ref_rule_level" NOT NULL,
	"force" "ref_rule_level" NOT NULL,
	CONSTRAINT "ref_rules_repo_id_position_pk" PRIMARY KEY("repo_id","position")
);
--> statement-breakpoint
CREATE TABLE "file_headers" (
	"oid" text PRIMARY KEY NOT NULL,
	"format" text NOT NULL,
	"facts" jsonb NOT NULL,
	"read_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "repo_likes" (
	"repo_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "repo_likes_pkey" PRIMARY KEY("repo_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "repo_links" (
	"id" uuid PRIMARY KEY NOT NULL,
	"repo_id" uuid NOT NULL,
	"relation" text NOT NULL,
	"target_kind" text NOT NULL,
	"target" text NOT NULL,
	"target_folded" text NOT NULL,
	"target_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "repo_links_repo_relation_target_key" UNIQUE("repo_id","relation","target_folded")
);
--> statement-breakpoint
CREATE TABLE "repo_redirects" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"owner_id" uuid NOT NULL,
	"name_folded" text NOT NULL,
	"repo_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "repo_redirects_address_key" UNIQUE("kind","owner_id","name_folded")
);
--> statement-breakpoint
CREATE TABLE "repos" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"owner_id" uuid NOT NULL,
	"creator_id" uuid NOT NULL,
	"name" text NOT NULL,
	"name_folded" text NOT NULL,
	"search_text" text NOT NULL,
	"visibility" "repo_visibility" NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"license" text,
	"default_branch" text DEFAULT 'main' NOT NULL,
	"head_commit" text,
	"card" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"task" text,
	"library" text,
	"tags" text[] DEFAULT '{}'::text[] NOT NULL,
	"filters" text[] DEFAULT '{}'::text[] NOT NULL,
	"downloads" bigint DEFAULT 0 NOT NULL,
	"likes" integer DEFAULT 0 NOT NULL,
	"trend" double precision NOT NULL,
	"storage_bytes" bigint DEFAULT 0 NOT NULL,
	"file_count" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"deleted_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "access_tokens" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"role" "token_role" NOT NULL,
	"scopes" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"secret_hash" text NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"last_used_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "access_tokens_secret_hash_key" UNIQUE("secret_hash")
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" "account_kind" NOT NULL,
	"name" text NOT NULL,
	"name_folded" text NOT NULL,
	"display_name" text NOT NULL,
	"bio" text DEFAULT '' NOT NULL,
	"website" text,
	"avatar" text,
	"deleted_at" timestamp (3) with time zone,
	"purged_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "accounts_name_folded_key" UNIQUE("name_folded")
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"code_hash" text NOT NULL,
	"email" text,
	"role" "organization_role" NOT NULL,
	"inviter_id" uuid NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"accepted_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "invitations_code_hash_key" UNIQUE("code_hash")
);
--> statement-breakpoint
CREATE TABLE "members" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" "organization_role" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "members_organization_user_key" UNIQUE("organization_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "password_resets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"code_hash" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "password_resets_code_hash_key" UNIQUE("code_hash")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"secret_hash" text NOT NULL,
	"device" text NOT NULL,
	"address" text,
	"signed_in_at" timestamp (3) with time zone NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sessions_secret_hash_key" UNIQUE("secret_hash")
);
--> statement-breakpoint
CREATE TABLE "sign_in_attempts" (
	"key" text PRIMARY KEY NOT NULL,
	"count" integer NOT NULL,
	"blocked_until" timestamp (3) with time zone NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ssh_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"title" text NOT NULL,
	"algorithm" text NOT NULL,
	"public_key" text NOT NULL,
	"fingerprint" text NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "ssh_keys_fingerprint_key" UNIQUE("fingerprint")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"email_folded" text NOT NULL,
	"password_hash" text,
	"platform_roles" "platform_role"[] DEFAULT '{}' NOT NULL,
	"disabled_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "users_email_folded_key" UNIQUE("email_folded")
);
--> statement-breakpoint
CREATE TABLE "deployment_attempts" (
	"deployment_id" uuid NOT NULL,
	"replica" integer NOT NULL,
	"attempt" integer NOT NULL,
	"outcome" text NOT NULL,
	"reason" jsonb,
	"exit_code" integer,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ready_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "deployment_attempts_deployment_id_replica_attempt_pk" PRIMARY KEY("deployment_id","replica","attempt")
);
--> statement-breakpoint
CREATE TABLE "deployment_notes" (
	"position" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "deployment_notes_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"deployment_id" uuid NOT NULL,
	"time" timestamp (3) with time zone NOT NULL,
	"line" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "deployments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_id" uuid NOT NULL,
	"creator_id" uuid NOT NULL,
	"repo_id" uuid NOT NULL,
	"model" text NOT NULL,
	"revision" text NOT NULL,
	"commit" text NOT NULL,
	"file" text NOT NULL,
	"framework" text NOT NULL,
	"params" jsonb NOT NULL,
	"memory_bytes" bigint NOT NULL,
	"replicas" integer NOT NULL,
	"shared" boolean NOT NULL,
	"generation" integer NOT NULL,
	"status" "deployment_status" NOT NULL,
	"reason" jsonb,
	"endpoints" jsonb NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notifications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"params" jsonb NOT NULL,
	"path" text,
	"permission" text,
	"resource_id" uuid,
	"resource_owner_id" uuid,
	"read_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"principal" uuid NOT NULL,
	"key" text NOT NULL,
	"request_hash" text NOT NULL,
	"answer" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "idempotency_keys_principal_key" UNIQUE("principal","key")
);
--> statement-breakpoint
CREATE TABLE "worker_pools" (
	"id" text PRIMARY KEY NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "system_settings" (
	"id" integer PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"values" jsonb NOT NULL,
	"updated_by" uuid,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "account_balances" ADD CONSTRAINT "account_balances_account_id_ledger_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."ledger_accounts"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_transaction_id_ledger_transactions_id_fk" FOREIGN KEY ("transaction_id") REFERENCES "public"."ledger_transactions"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_account_fk" FOREIGN KEY ("account_id","currency") REFERENCES "public"."ledger_accounts"("id","currency") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_charges" ADD CONSTRAINT "run_charges_interval_id_run_intervals_id_fk" FOREIGN KEY ("interval_id") REFERENCES "public"."run_intervals"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "object_links" ADD CONSTRAINT "object_links_oid_objects_oid_fk" FOREIGN KEY ("oid") REFERENCES "public"."objects"("oid") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upload_parts" ADD CONSTRAINT "upload_parts_upload_id_uploads_id_fk" FOREIGN KEY ("upload_id") REFERENCES "public"."uploads"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_key_periods" ADD CONSTRAINT "api_key_periods_key_id_api_keys_id_fk" FOREIGN KEY ("key_id") REFERENCES "public"."api_keys"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "repo_likes" ADD CONSTRAINT "repo_likes_repo_id_repos_id_fk" FOREIGN KEY ("repo_id") REFERENCES "public"."repos"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "repo_links" ADD CONSTRAINT "repo_links_repo_id_repos_id_fk" FOREIGN KEY ("repo_id") REFERENCES "public"."repos"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "repo_redirects" ADD CONSTRAINT "repo_redirects_repo_id_repos_id_fk" FOREIGN KEY ("repo_id") REFERENCES "public"."repos"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_tokens" ADD CONSTRAINT "access_tokens_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_organization_id_accounts_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."accounts"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_inviter_id_users_id_fk" FOREIGN KEY ("inviter_id") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_organization_id_accounts_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."accounts"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "password_resets" ADD CONSTRAINT "password_resets_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ssh_keys" ADD CONSTRAINT "ssh_keys_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_id_accounts_id_fk" FOREIGN KEY ("id") REFERENCES "public"."accounts"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deployment_attempts" ADD CONSTRAINT "deployment_attempts_deployment_id_deployments_id_fk" FOREIGN KEY ("deployment_id") REFERENCES "public"."deployments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deployment_notes" ADD CONSTRAINT "deployment_notes_deployment_id_deployments_id_fk" FOREIGN KEY ("deployment_id") REFERENCES "public"."deployments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_events_at_idx" ON "audit_events" USING btree ("at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "audit_events_owner_idx" ON "audit_events" USING btree ("owner_id","at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "audit_events_actor_idx" ON "audit_events" USING btree ("actor_id","at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "audit_events_target_idx" ON "audit_events" USING btree ("target_id","at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "audit_names_owner_idx" ON "audit_names" USING btree ("owner_id");--> statement-breakpoint
CREATE INDEX "audit_names_name_idx" ON "audit_names" USING btree ("name");--> statement-breakpoint
CREATE INDEX "ledger_entries_account_idx" ON "ledger_entries" USING btree ("account_id");--> statement-breakpoint
CREATE UNIQUE INDEX "run_intervals_open_key" ON "run_intervals" USING btree ("instance_id") WHERE "run_intervals"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "run_intervals_owner_idx" ON "run_intervals" USING btree ("owner_id","started_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "run_intervals_instance_idx" ON "run_intervals" USING btree ("instance_id","started_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "usage_events_owner_idx" ON "usage_events" USING btree ("owner_id","occurred_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "object_links_oid_idx" ON "object_links" USING btree ("oid");--> statement-breakpoint
CREATE INDEX "uploads_user_idx" ON "uploads" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "uploads_expires_idx" ON "uploads" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "api_keys_owner_idx" ON "api_keys" USING btree ("owner_id","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "gateway_requests_owner_idx" ON "gateway_requests" USING btree ("owner_id","started_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "gateway_requests_key_idx" ON "gateway_requests" USING btree ("key_id","started_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "repo_likes_user_idx" ON "repo_likes" USING btree ("user_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "repo_links_target_idx" ON "repo_links" USING btree ("target_kind","target_folded");--> statement-breakpoint
CREATE INDEX "repo_links_target_id_idx" ON "repo_links" USING btree ("target_id");--> statement-breakpoint
CREATE INDEX "repo_redirects_repo_idx" ON "repo_redirects" USING btree ("repo_id");--> statement-breakpoint
CREATE UNIQUE INDEX "repos_kind_owner_name_key" ON "repos" USING btree ("kind","owner_id","name_folded") WHERE "repos"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "repos_kind_updated_idx" ON "repos" USING btree ("kind","updated_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "repos_kind_created_idx" ON "repos" USING btree ("kind","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "repos_kind_downloads_idx" ON "repos" USING btree ("kind","downloads" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "repos_kind_likes_idx" ON "repos" USING btree ("kind","likes" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "repos_kind_trend_idx" ON "repos" USING btree ("kind","trend" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "repos_owner_idx" ON "repos" USING btree ("owner_id");--> statement-breakpoint
CREATE INDEX "repos_filters_idx" ON "repos" USING gin ("filters");--> statement-breakpoint
CREATE INDEX "repos_search_idx" ON "repos" USING gin ("search_text" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "repos_deleted_idx" ON "repos" USING btree ("deleted_at") WHERE "repos"."deleted_at" is not null;--> statement-breakpoint
CREATE INDEX "access_tokens_user_idx" ON "access_tokens" USING btree ("user_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "invitations_organization_idx" ON "invitations" USING btree ("organization_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "members_user_idx" ON "members" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sessions_user_idx" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "ssh_keys_user_idx" ON "ssh_keys" USING btree ("user_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "deployment_notes_deployment_idx" ON "deployment_notes" USING btree ("deployment_id","position");--> statement-breakpoint
CREATE INDEX "deployments_created_idx" ON "deployments" USING btree ("created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "deployments_owner_idx" ON "deployments" USING btree ("owner_id");--> statement-breakpoint
CREATE INDEX "deployments_repo_idx" ON "deployments" USING btree ("repo_id");--> statement-breakpoint
CREATE INDEX "deployments_shared_idx" ON "deployments" USING btree ("shared") WHERE "deployments"."shared";--> statement-breakpoint
CREATE INDEX "notifications_user_idx" ON "notifications" USING btree ("user_id","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);