CREATE TABLE "mirror_runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"mirror_id" uuid NOT NULL,
	"owner_id" uuid NOT NULL,
	"status" text NOT NULL,
	"trigger" text NOT NULL,
	"step" text,
	"stop_asked_at" timestamp (3) with time zone,
	"attempt" integer DEFAULT 1 NOT NULL,
	"refs" integer DEFAULT 0 NOT NULL,
	"files_done" integer DEFAULT 0 NOT NULL,
	"files_total" integer,
	"bytes_done" bigint DEFAULT 0 NOT NULL,
	"bytes_total" bigint,
	"error" text,
	"reason" text,
	"next_attempt_at" timestamp (3) with time zone,
	"started_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mirrors" (
	"id" uuid PRIMARY KEY NOT NULL,
	"repo_id" uuid NOT NULL,
	"creator_id" uuid NOT NULL,
	"direction" text NOT NULL,
	"is_one_off" boolean NOT NULL,
	"source" text NOT NULL,
	"origin" text NOT NULL,
	"path" text NOT NULL,
	"path_folded" text NOT NULL,
	"remote_user" text,
	"credential" text,
	"refs" text[] NOT NULL,
	"skip_files" text[] NOT NULL,
	"interval_minutes" integer,
	"is_enabled" boolean DEFAULT true NOT NULL,
	"next_run_at" timestamp (3) with time zone,
	"may_replace" boolean NOT NULL,
	"is_complete" boolean DEFAULT false NOT NULL,
	"synced_at" timestamp (3) with time zone,
	"failures" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "repos" ADD COLUMN "is_mirror" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "mirror_runs" ADD CONSTRAINT "mirror_runs_mirror_id_mirrors_id_fk" FOREIGN KEY ("mirror_id") REFERENCES "public"."mirrors"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "mirror_runs_mirror_idx" ON "mirror_runs" USING btree ("mirror_id","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "mirror_runs_active_key" ON "mirror_runs" USING btree ("mirror_id") WHERE "mirror_runs"."status" in ('queued', 'running');--> statement-breakpoint
CREATE INDEX "mirror_runs_owner_idx" ON "mirror_runs" USING btree ("owner_id") WHERE "mirror_runs"."status" in ('queued', 'running');--> statement-breakpoint
CREATE INDEX "mirrors_repo_idx" ON "mirrors" USING btree ("repo_id");--> statement-breakpoint
CREATE UNIQUE INDEX "mirrors_repo_pull_key" ON "mirrors" USING btree ("repo_id") WHERE "mirrors"."direction" = 'pull' and not "mirrors"."is_one_off";--> statement-breakpoint
CREATE INDEX "mirrors_place_idx" ON "mirrors" USING btree ("source","origin","path_folded");--> statement-breakpoint
CREATE INDEX "mirrors_next_run_idx" ON "mirrors" USING btree ("next_run_at") WHERE "mirrors"."next_run_at" is not null;