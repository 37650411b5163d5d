"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { useChanged } from "@/components/data/use-changed";
import { AvatarField } from "./avatar-field";
import { type ProfileFacts, ProfileForm } from "./profile-form";

interface Props extends ProfileFacts {
  avatarUrl: string | null;
}

/** The picture and the words of whoever is signed in. */
export function OwnProfile({ avatarUrl, ...facts }: Props) {
  const t = useTranslations("profileForm");
  const trpc = useTRPC();
  const changed = useChanged();
  const save = useMutation(trpc.identity.updateProfile.mutationOptions({ onSuccess: () => changed(t("saved")) }));
  const remove = useMutation(
    trpc.identity.deleteAvatar.mutationOptions({ onSuccess: () => changed(t("pictureRemoved")) }),
  );
  return (
    <div className="grid grid-cols-1 gap-8">
      <AvatarField
        name={facts.displayName}
        src={avatarUrl}
        uploadTo="/api/v1/me/avatar"
        isRemoving={remove.isPending}
        onRemove={() => remove.mutate({})}
      />
      <ProfileForm
        facts={facts}
        isBusy={save.isPending}
        refusal={save.error}
        onSave={(profile) => save.mutate(profile)}
      />
    </div>
  );
}
