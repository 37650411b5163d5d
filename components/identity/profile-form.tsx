"use client";

import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import type { Refusal } from "@/components/data/step-up";
import { contractResolver } from "@/components/patterns/contract-resolver";
import { NotSavedNote } from "@/components/patterns/not-saved-note";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import type { UpdateProfileInput } from "@/server/identity/contract";
import { useRefusalText } from "./refusal-text";

type Profile = z.output<typeof UpdateProfileInput>;

export interface ProfileFacts {
  readonly displayName: string;
  readonly bio: string;
  readonly website: string | null;
}

interface Props {
  facts: ProfileFacts;
  isBusy: boolean;
  refusal: Refusal | null;
  onSave: (profile: Profile) => void;
}

/** How a person or an organisation presents itself. Words: `profileForm`. */
export function ProfileForm({ facts, isBusy, refusal, onSave }: Props) {
  const t = useTranslations("profileForm");
  const tell = useRefusalText();
  const form = useForm<z.input<typeof UpdateProfileInput>, unknown, Profile>({
    resolver: contractResolver(async () => (await import("@/server/identity/contract")).UpdateProfileInput),
    defaultValues: { ...facts },
  });
  const { errors } = form.formState;
  return (
    <form noValidate className="max-w-form grid grid-cols-1 gap-5" onSubmit={form.handleSubmit(onSave)}>
      <Field
        id="displayName"
        label={t("displayName")}
        help={t("displayNameHelp")}
        error={errors.displayName && t("displayNameRule")}
      >
        <Input
          id="displayName"
          autoComplete="name"
          aria-describedby="displayName-help"
          {...form.register("displayName")}
        />
      </Field>
      <Field id="bio" label={t("bio")} help={t("bioHelp")} error={errors.bio && t("bioRule")}>
        <Textarea id="bio" rows={3} aria-describedby="bio-help" {...form.register("bio")} />
      </Field>
      <Field id="website" label={t("website")} help={t("websiteHelp")} error={errors.website && t("websiteRule")}>
        <Input
          id="website"
          type="url"
          inputMode="url"
          placeholder="https://"
          aria-describedby="website-help"
          {...form.register("website", { setValueAs: (text: string | null) => text?.trim() || null })}
        />
      </Field>
      {refusal ? <Callout tone="danger" title={tell(refusal)} /> : null}
      <NotSavedNote errors={errors} />
      <Button type="submit" variant="primary" busy={isBusy} className="justify-self-start">
        {t("save")}
      </Button>
    </form>
  );
}
