"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { z } from "zod";
import { useTRPC } from "@/components/data/trpc";
import { useChanged } from "@/components/data/use-changed";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { toast } from "@/components/ui/toast";
import type { Invitation } from "@/server/identity/contract";
import { useRefusalText } from "./refusal-text";

interface Props {
  organization: string;
  invitation: z.infer<typeof Invitation>;
  clock: { readonly now: string; readonly locale: string };
}

export function InvitationRow({ organization, invitation, clock }: Props) {
  const t = useTranslations("invitationSettings");
  const roles = useTranslations("organizationRoles");
  const trpc = useTRPC();
  const tell = useRefusalText();
  const changed = useChanged();
  const revoke = useMutation(
    trpc.identity.revokeInvitation.mutationOptions({
      onSuccess: () => changed(t("revoked")),
      onError: (error) => void toast.error(tell(error)),
    }),
  );
  const { id, email, role, inviter, createdAt, expiresAt } = invitation;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="grid min-w-0 basis-full gap-0.5 sm:flex-1 sm:basis-auto">
        <p className="text-small truncate font-medium">{email ?? t("anybody")}</p>
        <p className="text-caption text-text-muted flex flex-wrap gap-x-3">
          <span>
            {t("by", { name: inviter.name })} <RelativeTime at={createdAt.toISOString()} {...clock} />
          </span>
          <span>
            {t("ends")} <RelativeTime at={expiresAt.toISOString()} {...clock} />
          </span>
        </p>
      </div>
      <div className="flex basis-full items-center gap-2 sm:basis-auto">
        <Badge>{roles(`${role}.name`)}</Badge>
        <Button
          size="sm"
          variant="danger"
          busy={revoke.isPending}
          onClick={() => revoke.mutate({ name: organization, invitationId: id })}
        >
          {t("revoke")}
        </Button>
      </div>
    </li>
  );
}
