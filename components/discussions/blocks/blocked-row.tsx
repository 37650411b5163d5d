"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { toast } from "@/components/ui/toast";

export interface BlockedPerson {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly avatarUrl: string | null;
  readonly blockedAt: Date;
}

interface Props {
  owner: string;
  person: BlockedPerson;
  now: string;
  locale: string;
}

export function BlockedRow({ owner, person: { name, displayName, avatarUrl, blockedAt }, now, locale }: Props) {
  const t = useTranslations("blockedPeople");
  const trpc = useTRPC();
  const router = useRouter();
  const unblock = useMutation(
    trpc.discussions.unblockUser.mutationOptions({
      onSuccess: () => {
        toast.success(t("unblocked", { name }));
        router.refresh();
      },
      onError: (error) => void toast.error(error.message),
    }),
  );
  return (
    <li className="flex items-center gap-3 px-4 py-3">
      <Avatar name={name} src={avatarUrl} size="sm" />
      <div className="grid min-w-0 flex-1 gap-0.5">
        <Link href={`/${name}`} className="text-small min-w-0 font-medium break-words hover:underline">
          {name}
        </Link>
        <p className="text-caption text-text-muted">
          {displayName === name ? null : `${displayName} · `}
          {t("since")} <RelativeTime at={blockedAt.toISOString()} now={now} locale={locale} />
        </p>
      </div>
      <Button size="sm" busy={unblock.isPending} onClick={() => unblock.mutate({ owner, username: name })}>
        {t("unblock")}
      </Button>
    </li>
  );
}
