ALTER TABLE "discussion_events" ADD COLUMN "stale_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "discussion_events" ADD COLUMN "dismissed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "discussion_people" ADD COLUMN "review_asked_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "discussion_settings" ADD COLUMN "dismisses_stale_approvals" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "discussion_settings" ADD COLUMN "requires_last_push_approval" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "discussion_settings" ADD COLUMN "requires_code_owners" boolean DEFAULT false NOT NULL;