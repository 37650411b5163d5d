DROP INDEX "balance_changes_created_idx";--> statement-breakpoint
ALTER TABLE "ledger_transactions" ADD COLUMN "owner_id" uuid;--> statement-breakpoint
-- What was booked before is told whose money it moved; nothing else of it changes.
ALTER TABLE "ledger_transactions" DISABLE TRIGGER "ledger_transactions_append_only";--> statement-breakpoint
UPDATE "ledger_transactions" t SET "owner_id" = own."owner_id" FROM (
	SELECT DISTINCT e."transaction_id", a."owner_id" FROM "ledger_entries" e
	  JOIN "ledger_accounts" a ON a."id" = e."account_id" WHERE a."owner_id" IS NOT NULL
) own WHERE own."transaction_id" = t."id";--> statement-breakpoint
ALTER TABLE "ledger_transactions" ENABLE TRIGGER "ledger_transactions_append_only";--> statement-breakpoint
CREATE INDEX "ledger_transactions_owner_idx" ON "ledger_transactions" USING btree ("owner_id","booked_at","id");--> statement-breakpoint
CREATE INDEX "balance_changes_waiting_first_idx" ON "balance_changes" USING btree ((("state" = 'waiting')),"created_at","id");--> statement-breakpoint
CREATE INDEX "balance_changes_alone_idx" ON "balance_changes" USING btree ("asked_by","created_at") WHERE "balance_changes"."state" = 'booked' and "balance_changes"."decided_by" is null;--> statement-breakpoint
CREATE INDEX "vouchers_creator_idx" ON "vouchers" USING btree ("created_by","created_at");