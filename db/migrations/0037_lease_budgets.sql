-- Leases of budgets. Everything here locks lease rows first, then scopes by id, and changes a scope by deltas only: an
-- amount that is computed from a locked sub-select comes from a row that others have changed meanwhile.

-- What a hard scope still has to give. While a limit is on its way down, the lower one counts.
create or replace function budget_left(scope budget_scopes) returns bigint
language sql immutable parallel safe as $$
  select least(scope.lim, coalesce(scope.lim_target, scope.lim)) - scope.spent - scope.leased
$$;

-- Adds to a lease between `need` and `want`, a `divisor`th of the rest in between. 0: there is not enough; -1: the lease is over.
create or replace function budget_grant(lease uuid, need bigint, want bigint, divisor bigint) returns bigint
language plpgsql as $$
declare
  scope bigint;
  amount bigint;
begin
  select scope_id into scope from budget_leases where id = lease and state = 'open' for update;
  if not found then return -1; end if;
  update budget_scopes s
     set leased = leased + greatest(need, least(want, budget_left(s) / divisor)),
         last_grant = greatest(need, least(want, budget_left(s) / divisor))
   where id = scope and mode = 'hard' and budget_left(s) >= need
  returning last_grant into amount;
  if amount is null then
    update budget_scopes set wanted_at = now()
     where id = scope and (wanted_at is null or wanted_at < now() - interval '1 second');
    return 0;
  end if;
  update budget_leases set granted = granted + amount, expires_at = now() + interval '2 minutes' where id = lease;
  return amount;
end $$;

-- Gives a part of a lease back, or with `closing` all that is not settled. Returns what came back; -1: the lease is over.
create or replace function budget_return(lease uuid, most bigint, closing boolean) returns bigint
language plpgsql as $$
declare
  scope bigint;
  amount bigint;
begin
  select scope_id, granted - settled - returned into scope, amount
    from budget_leases where id = lease and (state = 'open' or closing and state = 'suspense') for update;
  if not found then return -1; end if;
  if not closing then amount := least(most, amount); end if;
  update budget_leases
     set returned = returned + amount, state = case when closing then 'closed' else state end
   where id = lease;
  update budget_scopes
     set leased = leased - amount,
         lim = case when lim_target is null then lim else greatest(lim_target, spent + leased - amount) end,
         lim_target = case when spent + leased - amount <= lim_target then null else lim_target end
   where id = scope;
  return amount;
end $$;

-- Settles what was spent from leases, and counts what was spent without one: of soft scopes, and of wallets, which follow
-- the ledger. Whatever a lease does not cover any more raises the limit for as long as it must. Returns the scopes that
-- reached a share of their limit for the first time.
create or replace function budget_settle(
  leases uuid[], lease_costs bigint[], scopes bigint[], scope_costs bigint[],
  owners uuid[], owner_costs bigint[], of_currency text
) returns table (reached_scope bigint, reached_share smallint)
language plpgsql as $$
declare
  found_leases int;
  part record;
begin
  perform 1 from budget_leases where id = any(leases) order by id for update;
  get diagnostics found_leases = row_count;
  if found_leases < cardinality(leases) then
    raise exception 'settled leases are not of this database' using errcode = 'foreign_key_violation';
  end if;
  update budget_leases l set settled = l.settled + c.cost
    from unnest(leases, lease_costs) as c(id, cost) where l.id = c.id and l.state <> 'closed';
  for part in
    select t.scope, sum(t.covered)::bigint as covered, sum(t.direct)::bigint as direct
      from (
        select l.scope_id as scope, case when l.state = 'closed' then 0 else c.cost end as covered,
               case when l.state = 'closed' then c.cost else 0 end as direct
          from unnest(leases, lease_costs) as c(id, cost) join budget_leases l on l.id = c.id
        union all
        select c.id, 0, c.cost from unnest(scopes, scope_costs) as c(id, cost)
        union all
        select s.id, 0, c.cost from unnest(owners, owner_costs) as c(owner, cost)
          join budget_scopes s on s.kind = 'wallet' and s.ref = c.owner and s.currency = of_currency
      ) t group by t.scope order by t.scope
  loop
    update budget_scopes s
       set spent = s.spent + part.covered + part.direct,
           leased = s.leased - part.covered,
           lim = case when s.mode = 'soft' then s.lim else greatest(s.lim, s.spent + s.leased + part.direct) end,
           lim_target = case when s.mode = 'hard' and s.spent + s.leased + part.direct > s.lim
                             then coalesce(s.lim_target, s.lim) else s.lim_target end
     where s.id = part.scope;
    return query
      update budget_scopes s set alerted = budget_share(s) where s.id = part.scope and s.alerted < budget_share(s)
      returning s.id, s.alerted;
  end loop;
end $$;

-- The highest share in percent of which people are told and that is reached.
create or replace function budget_share(scope budget_scopes) returns smallint
language sql immutable parallel safe as $$
  select (case
    when scope.spent >= coalesce(scope.lim_target, scope.lim) then 100
    when scope.spent >= coalesce(scope.lim_target, scope.lim) * 0.8 then 80
    when scope.spent >= coalesce(scope.lim_target, scope.lim) * 0.5 then 50
    else 0 end)::smallint
$$;

-- Another limit, at once as far as it can be; the rest follows as leases come back. `used` is what was spent where the row
-- did not follow it.
create or replace function budget_limit(scope bigint, wanted bigint, wanted_mode text, used bigint) returns void
language plpgsql as $$
begin
  update budget_scopes s
     set mode = wanted_mode,
         spent = coalesce(used, s.spent),
         lim = case when wanted_mode = 'soft' then wanted else greatest(wanted, coalesce(used, s.spent) + s.leased) end,
         lim_target = case when wanted_mode = 'hard' and coalesce(used, s.spent) + s.leased > wanted then wanted end,
         version = s.version + 1
   where s.id = scope;
  update budget_scopes s set alerted = budget_share(s) where s.id = scope;
end $$;
