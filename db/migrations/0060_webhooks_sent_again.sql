ALTER TABLE "webhooks" ADD COLUMN "sent_again" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "webhooks" ADD COLUMN "sent_again_since" timestamp (3) with time zone;