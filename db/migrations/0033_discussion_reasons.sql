ALTER TABLE "discussions" ADD COLUMN "lock_reason" text;--> statement-breakpoint
ALTER TABLE "discussions" ADD COLUMN "close_reason" text;