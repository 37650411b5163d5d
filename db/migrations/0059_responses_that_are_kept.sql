CREATE TABLE "gateway_responses" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_id" uuid NOT NULL,
	"previous_id" uuid,
	"turn" text NOT NULL,
	"body" text NOT NULL,
	"bytes" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "gateway_responses_owner_idx" ON "gateway_responses" USING btree ("owner_id","bytes");--> statement-breakpoint
CREATE INDEX "gateway_responses_expires_idx" ON "gateway_responses" USING btree ("expires_at");