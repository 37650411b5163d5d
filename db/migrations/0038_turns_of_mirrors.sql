DROP INDEX "mirror_runs_owner_idx";--> statement-breakpoint
ALTER TABLE "mirror_runs" ADD COLUMN "lane" integer;--> statement-breakpoint
ALTER TABLE "mirror_runs" ADD COLUMN "turn_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "mirror_runs" ADD COLUMN "turns" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "mirror_runs_open_idx" ON "mirror_runs" USING btree ("owner_id") WHERE "mirror_runs"."status" in ('queued', 'running');--> statement-breakpoint
CREATE INDEX "mirror_runs_owner_idx" ON "mirror_runs" USING btree ("owner_id","turn_at");