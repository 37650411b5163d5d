ALTER TABLE "webhook_deliveries" ADD COLUMN "lane" integer;--> statement-breakpoint
ALTER TABLE "webhooks" ADD COLUMN "turn_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "webhook_deliveries_waiting_idx" ON "webhook_deliveries" USING btree ("webhook_id","next_attempt_at","id") WHERE "webhook_deliveries"."state" = 'waiting' and "webhook_deliveries"."lane" is null;--> statement-breakpoint
CREATE INDEX "webhook_deliveries_lane_idx" ON "webhook_deliveries" USING btree ("lane") WHERE "webhook_deliveries"."lane" is not null;--> statement-breakpoint
UPDATE "webhook_deliveries" SET "next_attempt_at" = "created_at" WHERE "state" = 'waiting' AND "next_attempt_at" IS NULL;
