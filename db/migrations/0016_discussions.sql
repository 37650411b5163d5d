CREATE TABLE "blocked_users" (
	"owner_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"blocked_by_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "blocked_users_pkey" PRIMARY KEY("owner_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "comment_edits" (
	"id" uuid PRIMARY KEY NOT NULL,
	"event_id" uuid NOT NULL,
	"editor_id" uuid NOT NULL,
	"body" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "comment_reactions" (
	"event_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"reaction" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "comment_reactions_pkey" PRIMARY KEY("event_id","reaction","user_id")
);
--> statement-breakpoint
CREATE TABLE "comment_reports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"event_id" uuid NOT NULL,
	"reporter_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"settled_at" timestamp (3) with time zone,
	"settled_by_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "comment_reports_event_reporter_key" UNIQUE("event_id","reporter_id")
);
--> statement-breakpoint
CREATE TABLE "commit_statuses" (
	"id" uuid PRIMARY KEY NOT NULL,
	"repo_id" uuid NOT NULL,
	"commit" text NOT NULL,
	"context" text NOT NULL,
	"state" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"target_url" text,
	"creator_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "discussion_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"discussion_id" uuid NOT NULL,
	"type" text NOT NULL,
	"author_id" uuid,
	"body" text,
	"data" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"review_id" uuid,
	"reply_to_id" uuid,
	"edit_count" integer DEFAULT 0 NOT NULL,
	"edited_at" timestamp (3) with time zone,
	"hidden_at" timestamp (3) with time zone,
	"hidden_by_id" uuid,
	"hidden_reason" text,
	"resolved_at" timestamp (3) with time zone,
	"resolved_by_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "discussion_labels" (
	"discussion_id" uuid NOT NULL,
	"label_id" uuid NOT NULL,
	CONSTRAINT "discussion_labels_pkey" PRIMARY KEY("discussion_id","label_id")
);
--> statement-breakpoint
CREATE TABLE "discussion_people" (
	"discussion_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"is_assignee" boolean DEFAULT false NOT NULL,
	"is_reviewer" boolean DEFAULT false NOT NULL,
	"is_subscribed" boolean,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "discussion_people_pkey" PRIMARY KEY("discussion_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "discussion_settings" (
	"repo_id" uuid PRIMARY KEY NOT NULL,
	"last_number" integer DEFAULT 0 NOT NULL,
	"is_enabled" boolean DEFAULT true NOT NULL,
	"required_approvals" integer DEFAULT 0 NOT NULL,
	"required_checks" text[] DEFAULT '{}'::text[] NOT NULL,
	"merge_methods" text[] DEFAULT '{merge,squash,rebase}'::text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "discussions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"repo_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"is_pull" boolean NOT NULL,
	"title" text NOT NULL,
	"author_id" uuid NOT NULL,
	"status" text NOT NULL,
	"comment_count" integer DEFAULT 0 NOT NULL,
	"locked_at" timestamp (3) with time zone,
	"pinned_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "discussions_repo_number_key" UNIQUE("repo_id","number")
);
--> statement-breakpoint
CREATE TABLE "labels" (
	"id" uuid PRIMARY KEY NOT NULL,
	"repo_id" uuid NOT NULL,
	"name" text NOT NULL,
	"name_folded" text NOT NULL,
	"color" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "labels_repo_name_key" UNIQUE("repo_id","name_folded")
);
--> statement-breakpoint
CREATE TABLE "pull_requests" (
	"discussion_id" uuid PRIMARY KEY NOT NULL,
	"repo_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"base_branch" text NOT NULL,
	"head_branch" text,
	"head_repo_id" uuid,
	"head_commit" text NOT NULL,
	"opens_on_commit" boolean DEFAULT false NOT NULL,
	"merge_intent" jsonb,
	"merge_base" text,
	"merge_commit" text,
	"merged_by_id" uuid,
	"merged_at" timestamp (3) with time zone,
	CONSTRAINT "pull_requests_repo_number_key" UNIQUE("repo_id","number")
);
--> statement-breakpoint
ALTER TABLE "comment_edits" ADD CONSTRAINT "comment_edits_event_id_discussion_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."discussion_events"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comment_reactions" ADD CONSTRAINT "comment_reactions_event_id_discussion_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."discussion_events"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comment_reports" ADD CONSTRAINT "comment_reports_event_id_discussion_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."discussion_events"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "discussion_events" ADD CONSTRAINT "discussion_events_discussion_id_discussions_id_fk" FOREIGN KEY ("discussion_id") REFERENCES "public"."discussions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "discussion_events" ADD CONSTRAINT "discussion_events_reply_fk" FOREIGN KEY ("reply_to_id") REFERENCES "public"."discussion_events"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "discussion_labels" ADD CONSTRAINT "discussion_labels_discussion_id_discussions_id_fk" FOREIGN KEY ("discussion_id") REFERENCES "public"."discussions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "discussion_labels" ADD CONSTRAINT "discussion_labels_label_id_labels_id_fk" FOREIGN KEY ("label_id") REFERENCES "public"."labels"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "discussion_people" ADD CONSTRAINT "discussion_people_discussion_id_discussions_id_fk" FOREIGN KEY ("discussion_id") REFERENCES "public"."discussions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pull_requests" ADD CONSTRAINT "pull_requests_discussion_id_discussions_id_fk" FOREIGN KEY ("discussion_id") REFERENCES "public"."discussions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "comment_edits_event_idx" ON "comment_edits" USING btree ("event_id","id");--> statement-breakpoint
CREATE INDEX "comment_reports_open_idx" ON "comment_reports" USING btree ("id") WHERE "comment_reports"."settled_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "commit_statuses_commit_context_key" ON "commit_statuses" USING btree ("repo_id","commit","context");--> statement-breakpoint
CREATE INDEX "discussion_events_discussion_idx" ON "discussion_events" USING btree ("discussion_id","id");--> statement-breakpoint
CREATE INDEX "discussion_events_review_idx" ON "discussion_events" USING btree ("discussion_id","type");--> statement-breakpoint
CREATE INDEX "discussion_labels_label_idx" ON "discussion_labels" USING btree ("label_id");--> statement-breakpoint
CREATE INDEX "discussion_people_user_idx" ON "discussion_people" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "discussions_repo_status_idx" ON "discussions" USING btree ("repo_id","is_pull","status","number" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "discussions_author_idx" ON "discussions" USING btree ("author_id");--> statement-breakpoint
CREATE INDEX "pull_requests_repo_base_idx" ON "pull_requests" USING btree ("repo_id","base_branch");--> statement-breakpoint
CREATE INDEX "pull_requests_head_idx" ON "pull_requests" USING btree ("head_repo_id","head_branch");