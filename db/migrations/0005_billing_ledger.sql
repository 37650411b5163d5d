-- The ledger: transactions that balance, entries that stay, balances that follow.

create or replace function ledger_entries_balanced() returns trigger language plpgsql as $$
begin
  if exists (
    select 1 from ledger_entries where transaction_id = new.transaction_id group by currency having sum(amount) <> 0
  ) then
    raise exception 'ledger transaction % does not balance', new.transaction_id using errcode = 'check_violation';
  end if;
  return null;
end $$;

drop trigger if exists ledger_entries_balanced on ledger_entries;
create constraint trigger ledger_entries_balanced after insert on ledger_entries
  deferrable initially deferred for each row execute function ledger_entries_balanced();

create or replace function ledger_entries_project() returns trigger language plpgsql as $$
begin
  insert into account_balances (account_id, balance) values (new.account_id, new.amount)
  on conflict (account_id) do update set balance = account_balances.balance + excluded.balance;
  return null;
end $$;

drop trigger if exists ledger_entries_project on ledger_entries;
create trigger ledger_entries_project after insert on ledger_entries
  for each row execute function ledger_entries_project();
