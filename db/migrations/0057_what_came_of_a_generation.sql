ALTER TABLE "gateway_requests" ADD COLUMN "cached_input_tokens" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "gateway_requests" ADD COLUMN "queue_ms" integer;--> statement-breakpoint
ALTER TABLE "gateway_requests" ADD COLUMN "finish_reason" text;