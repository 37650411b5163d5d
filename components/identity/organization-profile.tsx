"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { useChanged } from "@/components/data/use-changed";
import { AvatarField } from "./avatar-field";
import { type ProfileFacts, ProfileForm } from "./profile-form";

interface Props {
  name: string;
  facts: ProfileFacts;
  avatarUrl: string | null;
}

/** The picture and the words of an organisation. */
export function OrganizationProfile({ name, facts, avatarUrl }: Props) {
  const t = useTranslations("profileForm");
  const trpc = useTRPC();
  const changed = useChanged();
  const save = useMutation(trpc.identity.updateOrganization.mutationOptions({ onSuccess: () => changed(t("saved")) }));
  const remove = useMutation(
    trpc.identity.deleteOrganizationAvatar.mutationOptions({ onSuccess: () => changed(t("pictureRemoved")) }),
  );
  return (
    <div className="grid grid-cols-1 gap-8">
      <AvatarField
        name={facts.displayName}
        src={avatarUrl}
        shape="organisation"
        uploadTo={`/api/v1/organizations/${name}/avatar`}
        isRemoving={remove.isPending}
        onRemove={() => remove.mutate({ name })}
      />
      <ProfileForm
        facts={facts}
        isBusy={save.isPending}
        refusal={save.error}
        onSave={(profile) => save.mutate({ name, ...profile })}
      />
    </div>
  );
}
