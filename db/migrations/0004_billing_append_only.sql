-- What was booked, measured or priced is never changed: a correction is a new row.

create or replace function billing_append_only() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;

do $$
declare kept text;
begin
  foreach kept in array array['prices', 'ledger_accounts', 'ledger_transactions', 'ledger_entries', 'usage_events', 'run_charges'] loop
    execute format('drop trigger if exists %I on %I', kept || '_append_only', kept);
    execute format(
      'create trigger %I before update or delete or truncate on %I for each statement execute function billing_append_only()',
      kept || '_append_only', kept);
  end loop;
end $$;
