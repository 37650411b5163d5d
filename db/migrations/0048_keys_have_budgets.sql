DROP TABLE "api_key_periods" CASCADE;--> statement-breakpoint
ALTER TABLE "api_keys" DROP COLUMN "monthly_limit";--> statement-breakpoint
ALTER TABLE "api_keys" DROP COLUMN "currency";