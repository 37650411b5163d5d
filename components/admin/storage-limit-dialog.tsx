"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { bytesText } from "@/components/ui/bytes-text";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import type { OwnerStorage } from "@/server/hub/contract/storage-quota";

const GIB = 1024 ** 3;
const LIMITS = ["default", "none", "bytes"] as const;
type Limit = (typeof LIMITS)[number];

interface Props {
  name: string;
  onClose: () => void;
}

/** How much an account may keep in large files. */
export function StorageLimitDialog({ name, onClose }: Props) {
  const trpc = useTRPC();
  const found = useQuery(trpc.hub.getOwnerStorage.queryOptions({ name }));
  if (found.data) return <Form name={name} onClose={onClose} storage={found.data} />;
  return (
    <Frame
      {...{ name, onClose }}
      isBusy={found.isPending}
      error={found.error?.message}
      onConfirm={() => void found.refetch()}
    >
      <Skeleton className="h-40" />
    </Frame>
  );
}

interface FrameProps extends Props {
  isBusy: boolean;
  error: string | undefined;
  onConfirm: () => void;
  children: ReactNode;
}

function Frame({ name, onClose, ...rest }: FrameProps) {
  const t = useTranslations("adminStorageLimit");
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={t("title", { name })}
      description={t("text")}
      labels={{ cancel: t("cancel"), confirm: t("submit") }}
      {...rest}
    />
  );
}

interface FormProps extends Props {
  storage: OwnerStorage;
}

function Form({ name, onClose, storage: { usedBytes, maxBytes, isOwnLimit } }: FormProps) {
  const t = useTranslations("adminStorageLimit");
  const trpc = useTRPC();
  const [limit, setLimit] = useState<Limit>(limitOf(maxBytes, isOwnLimit));
  const [gib, setGib] = useState(isOwnLimit && maxBytes !== null ? String(maxBytes / GIB) : "");
  const [isWrong, setIsWrong] = useState(false);
  const save = useMutation(
    trpc.hub.setStorageLimit.mutationOptions({
      onSuccess: () => {
        toast.success(t("done", { name }));
        onClose();
      },
    }),
  );
  const submit = () => {
    const asked = Math.round(Number(gib) * GIB);
    const isRight = limit !== "bytes" || (gib !== "" && Number.isSafeInteger(asked) && asked >= 0);
    setIsWrong(!isRight);
    if (isRight) save.mutate({ name, limit, ...(limit === "bytes" && { maxBytes: asked }) });
  };
  const isBelow = limit === "bytes" && gib !== "" && Number(gib) * GIB < usedBytes;
  return (
    <Frame {...{ name, onClose }} isBusy={save.isPending} error={save.error?.message} onConfirm={submit}>
      <p className="text-small text-text-muted">{t("used", { size: bytesText(usedBytes) })}</p>
      <RadioGroup
        label={t("limit")}
        value={limit}
        onValueChange={(chosen) => setLimit(LIMITS.find((one) => one === chosen) ?? "default")}
        options={LIMITS.map((value) => ({ value, label: t(`limits.${value}`), help: t(`help.${value}`) }))}
      />
      {limit === "bytes" ? (
        <Field id="storage-limit" label={t("size")} error={isWrong ? t("wrongSize") : undefined}>
          <Input
            id="storage-limit"
            inputMode="decimal"
            suffix="GiB"
            value={gib}
            onChange={({ target }) => setGib(target.value.trim())}
          />
        </Field>
      ) : null}
      {isBelow ? <Callout tone="warning">{t("below")}</Callout> : null}
    </Frame>
  );
}

function limitOf(maxBytes: number | null, isOwnLimit: boolean): Limit {
  if (!isOwnLimit) return "default";
  return maxBytes === null ? "none" : "bytes";
}
