ALTER TABLE "repos" ADD COLUMN "is_withheld" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "is_withheld" boolean DEFAULT false NOT NULL;