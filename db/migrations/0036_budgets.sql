CREATE TABLE "budget_leases" (
	"id" uuid PRIMARY KEY NOT NULL,
	"scope_id" bigint NOT NULL,
	"node" uuid NOT NULL,
	"granted" bigint DEFAULT 0 NOT NULL,
	"settled" bigint DEFAULT 0 NOT NULL,
	"returned" bigint DEFAULT 0 NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	CONSTRAINT "budget_leases_within_grant" CHECK ("budget_leases"."settled" >= 0 and "budget_leases"."returned" >= 0 and "budget_leases"."settled" + "budget_leases"."returned" <= "budget_leases"."granted")
);
--> statement-breakpoint
CREATE TABLE "budget_scopes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "budget_scopes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"ref" uuid NOT NULL,
	"owner_id" uuid NOT NULL,
	"period" text NOT NULL,
	"currency" char(3) NOT NULL,
	"period_start" timestamp (3) with time zone NOT NULL,
	"period_end" timestamp (3) with time zone,
	"mode" text NOT NULL,
	"lim" bigint NOT NULL,
	"lim_target" bigint,
	"spent" bigint DEFAULT 0 NOT NULL,
	"leased" bigint DEFAULT 0 NOT NULL,
	"last_grant" bigint,
	"version" integer DEFAULT 0 NOT NULL,
	"wanted_at" timestamp (3) with time zone,
	"alerted" smallint DEFAULT 0 NOT NULL,
	CONSTRAINT "budget_scopes_period_key" UNIQUE("kind","ref","owner_id","period","currency","period_start"),
	CONSTRAINT "budget_scopes_not_negative" CHECK ("budget_scopes"."spent" >= 0 and "budget_scopes"."leased" >= 0 and "budget_scopes"."lim" >= 0),
	CONSTRAINT "never_over" CHECK ("budget_scopes"."mode" = 'soft' or "budget_scopes"."spent" + "budget_scopes"."leased" <= "budget_scopes"."lim")
);
--> statement-breakpoint
CREATE TABLE "budgets" (
	"kind" text NOT NULL,
	"ref" uuid NOT NULL,
	"owner_id" uuid NOT NULL,
	"period" text NOT NULL,
	"currency" char(3) NOT NULL,
	"mode" text NOT NULL,
	"lim" bigint NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "budgets_kind_ref_owner_id_period_currency_pk" PRIMARY KEY("kind","ref","owner_id","period","currency"),
	CONSTRAINT "budgets_limit_not_negative" CHECK ("budgets"."lim" >= 0)
);
--> statement-breakpoint
ALTER TABLE "budget_leases" ADD CONSTRAINT "budget_leases_scope_id_budget_scopes_id_fk" FOREIGN KEY ("scope_id") REFERENCES "public"."budget_scopes"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "budget_leases_open_idx" ON "budget_leases" USING btree ("expires_at") WHERE "budget_leases"."state" = 'open';--> statement-breakpoint
CREATE INDEX "budget_leases_suspense_idx" ON "budget_leases" USING btree ("expires_at") WHERE "budget_leases"."state" = 'suspense';