-- What a customer paid or was given never goes below nothing, and neither it nor an invoice is changed afterwards.

create or replace function ledger_entries_project() returns trigger language plpgsql as $$
begin
  update account_balances set balance = balance + new.amount where account_id = new.account_id;
  if not found then
    insert into account_balances (account_id, balance, floor)
    select id, new.amount, case when kind in ('customer_cash', 'customer_bonus') then 0 end
      from ledger_accounts where id = new.account_id
    on conflict (account_id) do update set balance = account_balances.balance + excluded.balance;
  end if;
  return null;
end $$;
--> statement-breakpoint
do $$
declare kept text;
begin
  foreach kept in array array['funds', 'voucher_uses', 'invoices'] loop
    execute format('drop trigger if exists %I on %I', kept || '_append_only', kept);
    execute format(
      'create trigger %I before update or delete or truncate on %I for each statement execute function billing_append_only()',
      kept || '_append_only', kept);
  end loop;
end $$;
