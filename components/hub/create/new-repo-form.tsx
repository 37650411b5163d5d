"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Controller, useForm } from "react-hook-form";
import { useTRPC } from "@/components/data/trpc";
import { AsideLayout } from "@/components/patterns/aside-layout";
import { contractResolver } from "@/components/patterns/contract-resolver";
import { FormSection } from "@/components/patterns/form-section";
import { NotSavedNote } from "@/components/patterns/not-saved-note";
import { useVisibilityOptions } from "@/components/patterns/visibility-options";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { lazyPart } from "@/components/ui/lazy-part";
import { RadioGroup } from "@/components/ui/radio-group";
import { Skeleton } from "@/components/ui/skeleton";
import { Textarea } from "@/components/ui/textarea";
import type { Visibility } from "@/server/access/contract";
import type { CreateRepoInput, Shelf } from "@/server/hub/contract/repo";
import { kindOf } from "@/server/hub/contract/shelf";
import { hrefOf } from "../href";
import { LicensePicker } from "../license-picker";
import type { NewRepoForm as Form, NewRepoValues } from "./new-repo-values";
import { RepoNameFields } from "./repo-name-fields";

const CreateCommands = lazyPart(() => import("./create-commands").then((module) => module.CreateCommands), {
  loading: () => <Skeleton className="h-52 w-full" />,
});
// Most forms have no use for them.
const SdkChoice = lazyPart(() => import("./sdk-choice").then((module) => module.SdkChoice), {
  loading: () => <Skeleton className="h-16" />,
});
const GroupChoice = lazyPart(() => import("./group-choice").then((module) => module.GroupChoice));

interface Props {
  shelf: Shelf;
  /** Accounts in whose name the viewer may create, the chosen one first. */
  owners: readonly string[];
  /** Which of them are organisations. */
  organizations: readonly string[];
  /** What a new repository is until somebody chooses. */
  visibility: Visibility;
  /** Address of this installation. */
  origin: string;
}

export function NewRepoForm({ shelf, owners, organizations, visibility, origin }: Props) {
  const t = useTranslations("newRepo");
  const visibilities = useVisibilityOptions();
  const form = useForm<NewRepoValues, unknown, CreateRepoInput>({
    resolver: contractResolver(async () => (await import("@/server/hub/contract/repo")).CreateRepoInput),
    mode: "onChange",
    defaultValues: { shelf, namespace: owners[0] ?? "", name: "", visibility, ...startOf(shelf) },
  });
  const { create, error } = useCreate(form);
  return (
    <AsideLayout variant="form" asideLabel={t("terminal")} aside={<CreateCommands form={form} origin={origin} />}>
      <form onSubmit={form.handleSubmit((values) => create.mutate(values))}>
        <FormSection title={t("what")}>
          <RepoNameFields form={form} owners={owners} />
          {organizations.length > 0 ? <GroupChoice form={form} organizations={organizations} /> : null}
          <Field id="description" label={t("description")} help={t("descriptionHelp")} aside={t("optional")}>
            <Textarea
              id="description"
              rows={2}
              maxLength={500}
              aria-describedby="description-help"
              {...form.register("description")}
            />
          </Field>
          <Controller
            name="license"
            control={form.control}
            render={({ field }) => (
              <Field id="license" label={t("license")} help={t("licenseHelp")} aside={t("optional")}>
                <LicensePicker
                  id="license"
                  label={t("license")}
                  noneLabel={t("noLicense")}
                  value={field.value ?? null}
                  onChange={(license) => field.onChange(license ?? undefined)}
                />
              </Field>
            )}
          />
        </FormSection>
        {kindOf(shelf) === "space" ? <SdkChoice form={form} /> : null}
        <FormSection title={t("visibility")} description={t("visibilityHelp")}>
          <Controller
            name="visibility"
            control={form.control}
            render={({ field }) => (
              <RadioGroup
                label={t("visibility")}
                variant="cards"
                options={visibilities}
                value={field.value ?? visibility}
                onValueChange={field.onChange}
              />
            )}
          />
        </FormSection>
        <div className="grid gap-4">
          <NotSavedNote errors={form.formState.errors} />
          {error ? <Callout tone="danger" title={error} /> : null}
          <Button
            type="submit"
            variant="primary"
            size="lg"
            busy={create.isPending || create.isSuccess}
            className="justify-self-start"
          >
            {t("submit")}
          </Button>
        </div>
      </form>
    </AsideLayout>
  );
}

const startOf = (shelf: Shelf): Partial<NewRepoValues> => (shelf === "spaces" ? { sdk: "static" } : {});

/** What the name has against it stands at the name, the rest above the button. */
function useCreate(form: Form) {
  const t = useTranslations("newRepo");
  const trpc = useTRPC();
  const router = useRouter();
  const create = useMutation(
    trpc.hub.createRepo.mutationOptions({
      onSuccess: (repo) => router.push(hrefOf(repo, "tree", repo.defaultBranch)),
      onError: (error) => {
        if (error.data?.domain?.code === "name_taken")
          form.setError("name", { message: t("taken") }, { shouldFocus: true });
        else form.setError("root", { message: error.message });
      },
    }),
  );
  return { create, error: form.formState.errors.root?.message ?? null };
}
