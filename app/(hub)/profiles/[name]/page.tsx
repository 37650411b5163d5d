import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { OwnerRepos } from "@/components/hub/owner-repos";
import { AccountList } from "@/components/identity/account-list";
import { ProfileHeader } from "@/components/identity/profile-header";
import { AsideLayout } from "@/components/patterns/aside-layout";
import { PageBody } from "@/components/shell/page-body";
import { orNotFound, orNull, whenAllowed } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";
import { getViewer } from "@/server/api/viewer";
import { Shelf } from "@/server/hub/contract/repo";

interface Props {
  params: Promise<{ name: string }>;
  searchParams: Promise<{ tab?: string | string[]; cursor?: string | string[] }>;
}

const PAGE = 24;
const FACES = 12;

export async function generateMetadata({ params }: Props) {
  const { name } = await params;
  return { title: decodeURIComponent(name) };
}

export default async function ProfilePage({ params, searchParams }: Props) {
  const [{ name: asked }, { tab, cursor }] = await Promise.all([params, searchParams]);
  const profile = await orNotFound(api.identity.getProfile({ name: decodeURIComponent(asked) }));
  const { name, kind, memberCount } = profile;
  const shelf = Shelf.safeParse(tab).data ?? "models";
  const filter = { shelf, author: name, sort: "updated" as const, limit: PAGE };
  const [t, viewer, counts, page, members] = await Promise.all([
    getTranslations("profile"),
    getViewer(),
    api.hub.countRepos({ namespace: name }),
    orNull(api.hub.listRepos({ ...filter, ...(typeof cursor === "string" && { cursor }) })),
    kind === "user" ? null : whenAllowed(api.identity.listMembers({ name, limit: FACES })),
  ]);
  if (!page) redirect(`/${name}?tab=${shelf}`);
  const isSelf = viewer?.username === name;
  const isMember = viewer?.accounts.some((account) => account.name === name) ?? false;
  const organizationHref = isMember && kind !== "user" ? `/organizations/${name}` : undefined;
  const editHref = isSelf ? "/settings/profile" : organizationHref;
  const more = memberCount !== null && memberCount > FACES ? t("moreMembers", { count: memberCount - FACES }) : null;
  return (
    <PageBody>
      <ProfileHeader profile={profile} canFollow={viewer !== null && !isSelf} {...(editHref && { editHref })} />
      <AsideLayout
        asideLabel={t("about")}
        aside={
          <>
            <AccountList title={t("members")} accounts={(members?.items ?? []).map(({ user }) => user)} more={more} />
            <AccountList title={t("organizations")} accounts={profile.organizations} />
          </>
        }
      >
        <OwnerRepos
          owner={name}
          shelf={shelf}
          counts={counts}
          page={page}
          isContinued={cursor !== undefined}
          isOwn={isMember}
        />
      </AsideLayout>
    </PageBody>
  );
}
