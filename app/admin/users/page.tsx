import { Users } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { CreateUserDialog } from "@/components/admin/create-user-dialog";
import { ListFrame } from "@/components/admin/list-frame";
import { UserTable } from "@/components/admin/user-table";
import { EmptyState } from "@/components/patterns/empty-state";
import { FilterLinks } from "@/components/patterns/filter-links";
import { listAddress } from "@/components/patterns/list-address";
import { PageHeader } from "@/components/patterns/page-header";
import { SearchForm } from "@/components/patterns/search-form";
import { PageBody } from "@/components/shell/page-body";
import { Words } from "@/components/shell/words";
import { filterOfPage, listOfPage, type PageQuery } from "@/server/api/page-list";
import { titleOf } from "@/server/api/page-title";
import { api } from "@/server/api/rsc";
import { ListAccountsInput } from "@/server/identity/contract";

const PATH = "/admin/users";
const STATES = [undefined, "active", "disabled", "deleted"] as const;

export const generateMetadata = titleOf("adminUsers");

export default async function UsersPage({ searchParams }: { searchParams: PageQuery }) {
  const [t, asked] = await Promise.all([getTranslations("adminUsers"), searchParams]);
  const query = filterOfPage(ListAccountsInput, asked);
  const firstPage = listAddress(PATH, { ...query, cursor: undefined });
  const { items, nextCursor } = await listOfPage(api.identity.listUsers(query), firstPage);
  const states = STATES.map((value) => ({ ...(value && { value }), label: t(`states.${value ?? "all"}`) }));
  return (
    <PageBody>
      <PageHeader
        title={t("title")}
        description={t("text")}
        actions={
          <Words namespaces={["adminCreateUser"]}>
            <CreateUserDialog />
          </Words>
        }
      />
      <ListFrame
        {...{ path: PATH, query, nextCursor, count: items.length }}
        toolbar={
          <>
            <SearchForm label={t("search")} path={PATH} query={query} />
            <FilterLinks label={t("state")} path={PATH} query={query} name="state" options={states} />
          </>
        }
        empty={
          <EmptyState icon={Users} title={t("none")}>
            {t("noneText")}
          </EmptyState>
        }
      >
        <UserTable users={items} />
      </ListFrame>
    </PageBody>
  );
}
