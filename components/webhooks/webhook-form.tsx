"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState, useTransition } from "react";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { CopyButton } from "@/components/ui/copy-button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { WATCHED_KINDS } from "@/server/webhooks/contract/watched-kinds";

/** An address and what it is told about. The secret is shown once. */
export function WebhookForm({ username }: { username: string }) {
  const t = useTranslations("webhookForm");
  const trpc = useTRPC();
  const router = useRouter();
  const [url, setUrl] = useState("");
  const [type, setType] = useState<(typeof WATCHED_KINDS)[number]>("user");
  const [name, setName] = useState(username);
  const [isListing, startListing] = useTransition();
  const create = useMutation(
    trpc.webhooks.createWebhook.mutationOptions({
      onSuccess: () => {
        setUrl("");
        startListing(() => router.refresh());
      },
    }),
  );
  const isRefused = create.error?.data?.domain?.code === "address_refused";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({ url: url.trim(), watched: [{ type, name: name.trim() }] });
  };
  /** A person's own webhook names the person. */
  const choose = (next: typeof type) => {
    setType(next);
    if (next === "user" && name === "") setName(username);
    if (next !== "user" && name === username) setName("");
  };
  return (
    <form className="max-w-form grid grid-cols-1 gap-4" onSubmit={submit}>
      <Field id="webhook-url" label={t("url")} help={t("urlHelp")} error={isRefused && t("addressRefused")}>
        <Input
          id="webhook-url"
          type="url"
          required
          maxLength={2_000}
          placeholder="https://"
          aria-describedby="webhook-url-help"
          aria-invalid={isRefused || undefined}
          value={url}
          onChange={(event) => {
            if (create.isError) create.reset();
            setUrl(event.target.value);
          }}
        />
      </Field>
      <Field id="webhook-name" label={t("watched")} help={t("watchedHelp")}>
        <div className="flex flex-wrap gap-2">
          <Select
            label={t("kind")}
            value={type}
            options={WATCHED_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
            onValueChange={(next) => choose(WATCHED_KINDS.find((one) => one === next) ?? type)}
            className="w-36"
          />
          <Input
            id="webhook-name"
            required
            maxLength={200}
            aria-describedby="webhook-name-help"
            className="min-w-0 flex-1 basis-40"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </div>
      </Field>
      {create.error && !isRefused ? <Callout tone="danger" title={create.error.message} /> : null}
      {create.data && !isListing ? (
        <Callout tone="warning" title={t("secretOnce")}>
          <span className="flex min-w-0 items-center gap-2">
            <code className="min-w-0 font-mono break-all">{create.data.signingSecret}</code>
            <CopyButton text={create.data.signingSecret} label={t("copy")} size="xs" />
          </span>
        </Callout>
      ) : null}
      <Button type="submit" variant="primary" busy={create.isPending || isListing} className="justify-self-start">
        {t("create")}
      </Button>
    </form>
  );
}
