CREATE TABLE "provider_models" (
	"id" uuid PRIMARY KEY NOT NULL,
	"provider_id" uuid NOT NULL,
	"public_id" text NOT NULL,
	"upstream_name" text NOT NULL,
	"input_price" bigint NOT NULL,
	"cached_input_price" bigint,
	"output_price" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"context_length" integer,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "provider_models_prices" CHECK ("provider_models"."input_price" >= 0 and "provider_models"."output_price" >= 0 and coalesce("provider_models"."cached_input_price", 0) between 0 and "provider_models"."input_price")
);
--> statement-breakpoint
CREATE TABLE "providers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"base_url" text NOT NULL,
	"credential" text,
	"header_names" text[] NOT NULL,
	"headers" text,
	"total_ms" integer NOT NULL,
	"idle_ms" integer NOT NULL,
	"is_enabled" boolean NOT NULL,
	"organization_ids" uuid[] NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "provider_models" ADD CONSTRAINT "provider_models_provider_id_providers_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."providers"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "provider_models_public_id_key" ON "provider_models" USING btree (lower("public_id"));--> statement-breakpoint
CREATE INDEX "provider_models_provider_idx" ON "provider_models" USING btree ("provider_id");--> statement-breakpoint
CREATE UNIQUE INDEX "providers_name_key" ON "providers" USING btree (lower("name"));--> statement-breakpoint
CREATE INDEX "providers_created_idx" ON "providers" USING btree ("created_at" DESC NULLS LAST,"id" DESC NULLS LAST);