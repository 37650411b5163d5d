"use client";

import { Users } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { Refusal } from "@/components/data/step-up";
import { AskFirst } from "@/components/patterns/ask-first";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Select, type SelectOption } from "@/components/ui/select";
import { useRefusalText } from "../refusal-text";

/** A person or a team with a role somewhere. */
export interface Subject {
  readonly name: string;
  readonly displayName: string;
  readonly href: string;
  /** Of a person. */
  readonly avatarUrl: string | null;
  readonly isTeam: boolean;
}

interface Props {
  subject: Subject;
  role: string;
  roles: readonly SelectOption[];
  /** What the subject has a role in, as people call it. */
  place: string;
  canManage: boolean;
  isBusy: boolean;
  /** Of the removal. */
  refusal: Refusal | null;
  onRole: (role: string) => void;
  onRemove: () => void;
}

/** Words: `organizationParts`, `refusals`. */
export function SubjectRow({ subject, role, roles, canManage, isBusy, onRole, ...removal }: Props) {
  const t = useTranslations("organizationParts");
  const { name, displayName, href, avatarUrl, isTeam } = subject;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      {isTeam ? (
        <span aria-hidden className="rounded-card flex size-8 shrink-0 items-center justify-center border">
          <Users className="text-text-muted size-4" />
        </span>
      ) : (
        <Avatar name={displayName} src={avatarUrl} size="md" />
      )}
      <p className="text-small flex min-w-0 flex-1 flex-wrap items-center gap-x-2">
        <Link href={href} className="hover:text-accent-text truncate font-medium">
          {displayName}
        </Link>
        {name === displayName ? null : <span className="text-text-muted font-mono">{name}</span>}
        {isTeam ? <Badge>{t("team")}</Badge> : null}
      </p>
      {canManage ? (
        <div className="flex basis-full items-center gap-2 pl-12 sm:basis-auto sm:pl-0">
          <Select
            className="w-36"
            size="sm"
            label={t("roleOf", { name })}
            value={role}
            isDisabled={isBusy}
            options={roles}
            onValueChange={onRole}
          />
          <RemoveSubject name={name} isBusy={isBusy} {...removal} />
        </div>
      ) : (
        <Badge>{roles.find(({ value }) => value === role)?.label}</Badge>
      )}
    </li>
  );
}

type RemoveProps = Pick<Props, "place" | "isBusy" | "refusal" | "onRemove"> & { readonly name: string };

function RemoveSubject({ name, place, isBusy, refusal, onRemove }: RemoveProps) {
  const t = useTranslations("organizationParts");
  const tell = useRefusalText();
  return (
    <AskFirst
      button={(ask) => (
        <Button size="sm" variant="danger" aria-label={t("removeOf", { name })} onClick={ask}>
          {t("remove")}
        </Button>
      )}
      title={t("removeTitle", { name, place })}
      description={t("removeText", { name, place })}
      labels={{ cancel: t("cancel"), confirm: t("remove") }}
      work={{ isPending: isBusy, error: refusal }}
      error={refusal ? tell(refusal) : undefined}
      onConfirm={onRemove}
    />
  );
}
