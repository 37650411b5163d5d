import { getLocale, getTranslations } from "next-intl/server";
import { InvitationCard } from "@/components/identity/invitation-card";
import { InvitationOver } from "@/components/identity/invitation-over";
import { PageBody } from "@/components/shell/page-body";
import { Words } from "@/components/shell/words";
import { orRefusal } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";
import { getViewer } from "@/server/api/viewer";

interface Props {
  params: Promise<{ code: string }>;
}

export async function generateMetadata() {
  // The address is a secret: it is not told to other sites.
  return { title: (await getTranslations("invitation"))("title"), referrer: "no-referrer" };
}

export default async function InvitationPage({ params }: Props) {
  const { code } = await params;
  const [viewer, locale, found] = await Promise.all([
    getViewer(),
    getLocale(),
    orRefusal(api.identity.getInvitation({ code })),
  ]);
  return (
    <PageBody className="max-w-form">
      {"refusal" in found ? (
        <InvitationOver reason={found.refusal.reason} />
      ) : (
        <Words namespaces={["invitation", "organizationRoles", "refusals"]}>
          <InvitationCard
            code={code}
            invitation={found.value}
            viewer={viewer && { username: viewer.username, accounts: viewer.accounts.map(({ name }) => name) }}
            locale={locale}
          />
        </Words>
      )}
    </PageBody>
  );
}
