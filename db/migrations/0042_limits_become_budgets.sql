-- What keys and accounts may spend becomes budgets. A scope of a key opens with its next call, with what it used before; that
-- of a wallet follows the ledger from here on.
INSERT INTO "budgets" ("kind", "ref", "owner_id", "period", "currency", "mode", "lim", "created_at", "updated_at")
SELECT 'key', "id", "owner_id", 'month', "currency", 'hard', "monthly_limit", "created_at", "updated_at"
  FROM "api_keys" WHERE "monthly_limit" IS NOT NULL AND "deleted_at" IS NULL
ON CONFLICT DO NOTHING;
--> statement-breakpoint
INSERT INTO "budgets" ("kind", "ref", "owner_id", "period", "currency", "mode", "lim", "created_at", "updated_at")
SELECT 'wallet', "owner_id", "owner_id", 'total', "currency", 'hard', "credit_limit", "updated_at", "updated_at"
  FROM "wallets" WHERE "credit_limit" IS NOT NULL
ON CONFLICT DO NOTHING;
--> statement-breakpoint
LOCK TABLE "account_balances" IN SHARE MODE;
--> statement-breakpoint
INSERT INTO "budget_scopes" ("kind", "ref", "owner_id", "period", "currency", "period_start", "mode", "lim", "lim_target", "spent")
SELECT 'wallet', "owner_id", "owner_id", 'total', "currency", 'epoch', 'hard', greatest("credit_limit", "owed"),
       CASE WHEN "owed" > "credit_limit" THEN "credit_limit" END, "owed"
  FROM (
    SELECT w."owner_id", w."currency", w."credit_limit", greatest(0, -coalesce(b."balance", 0)) AS "owed"
      FROM "wallets" w
      LEFT JOIN "ledger_accounts" a
        ON a."owner_id" = w."owner_id" AND a."currency" = w."currency" AND a."kind" = 'customer_receivable'
      LEFT JOIN "account_balances" b ON b."account_id" = a."id"
     WHERE w."credit_limit" IS NOT NULL
  ) AS limited
ON CONFLICT DO NOTHING;
