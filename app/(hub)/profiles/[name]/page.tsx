import { getTranslations } from "next-intl/server";
import { AccountList } from "@/components/identity/account-list";
import { InviteHint } from "@/components/identity/invite-hint";
import { ProfileHeader } from "@/components/identity/profile-header";
import { ProfileTabs } from "@/components/identity/profile-tabs";
import { AsideLayout } from "@/components/patterns/aside-layout";
import { PageBody } from "@/components/shell/page-body";
import { orNotFound, orNull, whenAllowed } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";
import { getViewer } from "@/server/api/viewer";
import { decodedPart } from "@/server/kernel/contract/decoded-part";
import { type Asked, type ProfileQuery, profileSection, tabOf } from "./section";

interface Props {
  params: Promise<{ name: string }>;
  searchParams: Promise<ProfileQuery>;
}

const FACES = 12;

export async function generateMetadata({ params }: Props) {
  const { name } = await params;
  return { title: decodedPart(name) };
}

export default async function ProfilePage({ params, searchParams }: Props) {
  const [{ name: asked }, query, viewer] = await Promise.all([params, searchParams, getViewer()]);
  const profile = await orNotFound(api.identity.getProfile({ name: decodedPart(asked) }));
  const { name, kind, memberCount } = profile;
  const isSelf = viewer?.username === name;
  const isMember = viewer?.accounts.some((account) => account.name === name) ?? false;
  const [t, organization, counts, members] = await Promise.all([
    getTranslations("profile"),
    isMember && !isSelf ? orNull(api.identity.getOrganization({ name })) : null,
    api.hub.countRepos({ namespace: name }),
    kind === "user" ? null : whenAllowed(api.identity.listMembers({ name, limit: FACES })),
  ]);
  const isLed = organization?.role === "owner" || organization?.role === "admin";
  const more = memberCount !== null && memberCount > FACES ? t("moreMembers", { count: memberCount - FACES }) : null;
  const faces = (members?.items ?? []).map(({ user }) => user);
  return (
    <PageBody>
      <ProfileHeader
        profile={profile}
        canFollow={viewer !== null && !isSelf}
        {...editOf({ name, isSelf, isMember, isLed })}
      />
      {isLed && memberCount === 1 ? <InviteHint name={name} /> : null}
      <AsideLayout
        asideLabel={t("about")}
        aside={
          faces.length + profile.organizations.length > 0 ? (
            <>
              <AccountList title={t("members")} accounts={faces} more={more} />
              <AccountList title={t("organizations")} accounts={profile.organizations} />
            </>
          ) : null
        }
      >
        <div className="grid min-w-0 grid-cols-1 gap-4">
          <ProfileTabs name={name} current={tabOf(query)} counts={counts} />
          {await profileSection({ profile, query, isSelf, isMember, canArrange: isSelf || isLed })}
        </div>
      </AsideLayout>
    </PageBody>
  );
}

type Standing = Pick<Asked, "isSelf" | "isMember"> & { readonly name: string; readonly isLed: boolean };

/** Where somebody goes from here who has a say in it. */
function editOf({ name, isSelf, isMember, isLed }: Standing) {
  if (isSelf) return { edit: { href: "/settings/profile", word: "editProfile" } } as const;
  if (isLed) return { edit: { href: `/organizations/${name}/settings`, word: "settings" } } as const;
  return isMember ? ({ edit: { href: `/organizations/${name}/members`, word: "manage" } } as const) : {};
}
