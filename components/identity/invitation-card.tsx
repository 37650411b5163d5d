"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { z } from "zod";
import { useTRPC } from "@/components/data/trpc";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { InvitationPreview } from "@/server/identity/contract";
import { leadingTo } from "./local-path";
import { useRefusalText } from "./refusal-text";

interface Props {
  code: string;
  invitation: z.infer<typeof InvitationPreview>;
  /** `null` for a visitor, who is led through sign-in or sign-up and back. */
  viewer: { readonly username: string; readonly accounts: readonly string[] } | null;
  locale: string;
}

export function InvitationCard({ code, invitation, viewer, locale }: Props) {
  const t = useTranslations("invitation");
  const roles = useTranslations("organizationRoles");
  const { organization, inviter, role, isForAnEmail, expiresAt } = invitation;
  const date = expiresAt.toLocaleDateString(locale, { dateStyle: "long", timeZone: "UTC" });
  return (
    <section className="rounded-card bg-surface-raised grid grid-cols-1 justify-items-center gap-5 border px-6 py-10 text-center">
      <Avatar name={organization.name} src={organization.avatarUrl} shape="organisation" size="xl" />
      <div className="grid gap-1">
        <h1 className="text-title text-balance">
          {t("invites", { inviter: inviter.displayName, organization: organization.displayName })}
        </h1>
        <p className="text-text-muted">{t("as", { role: roles(`${role}.name`) })}</p>
      </div>
      <p className="text-small text-text-muted max-w-panel">{roles(`${role}.hint`)}</p>
      {viewer === null ? (
        <VisitorSteps code={code} organization={organization.name} />
      ) : (
        <Accept code={code} organization={organization.name} viewer={viewer} />
      )}
      <p className="text-caption text-text-muted">
        {isForAnEmail ? t("forAnEmail") : null} {t("until", { date })}
      </p>
    </section>
  );
}

function VisitorSteps({ code, organization }: { code: string; organization: string }) {
  const t = useTranslations("invitation");
  const signUp = leadingTo("/sign-up", `/organizations/${organization}/members`);
  return (
    <div className="flex flex-wrap justify-center gap-2">
      <Button asChild variant="primary">
        <Link href={leadingTo("/sign-in", `/invitations/${code}`)}>{t("signIn")}</Link>
      </Button>
      <Button asChild>
        <Link href={`${signUp}&invitation=${encodeURIComponent(code)}`}>{t("signUp")}</Link>
      </Button>
    </div>
  );
}

interface AcceptProps {
  code: string;
  organization: string;
  viewer: { readonly username: string; readonly accounts: readonly string[] };
}

function Accept({ code, organization, viewer }: AcceptProps) {
  const t = useTranslations("invitation");
  const trpc = useTRPC();
  const router = useRouter();
  const tell = useRefusalText();
  const home = `/organizations/${organization}/members`;
  const accept = useMutation(
    trpc.identity.acceptInvitation.mutationOptions({
      onSuccess: () => {
        router.push(home);
        router.refresh();
      },
    }),
  );
  if (viewer.accounts.includes(organization)) {
    return (
      <div className="grid justify-items-center gap-3">
        <p className="text-small">{t("already")}</p>
        <Button asChild>
          <Link href={home}>{t("open", { organization })}</Link>
        </Button>
      </div>
    );
  }
  return (
    <div className="grid justify-items-center gap-3">
      {accept.error ? <Callout tone="danger" title={tell(accept.error)} className="text-left" /> : null}
      <Button
        variant="primary"
        size="lg"
        busy={accept.isPending || accept.isSuccess}
        onClick={() => accept.mutate({ code })}
      >
        {t("accept")}
      </Button>
      <p className="text-caption text-text-muted">{t("acceptAs", { name: viewer.username })}</p>
    </div>
  );
}
