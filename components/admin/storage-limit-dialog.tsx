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
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import type { OwnerStorage } from "@/server/hub/contract/storage-quota";
import { bytesOf, SIZE_UNITS, type TypedSize, typedSize } from "./storage-size";

const LIMITS = ["default", "none", "bytes"] as const;
type Limit = (typeof LIMITS)[number];

const NO_SIZE: TypedSize = { amount: "", unit: "GB" };

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

function Form({ name, onClose, storage }: FormProps) {
  const t = useTranslations("adminStorageLimit");
  const trpc = useTRPC();
  const { usedBytes, maxBytes, isOwnLimit, installationMaxBytes } = storage;
  const [limit, setLimit] = useState<Limit>(limitOf(maxBytes, isOwnLimit));
  const [size, setSize] = useState(isOwnLimit && maxBytes !== null ? typedSize(maxBytes) : NO_SIZE);
  const [isWrong, setIsWrong] = useState(false);
  const save = useMutation(
    trpc.hub.setStorageLimit.mutationOptions({
      onSuccess: () => {
        toast.success(t("done", { name }));
        onClose();
      },
    }),
  );
  const asked = bytesOf(size);
  const submit = () => {
    if (limit !== "bytes") return save.mutate({ name, limit });
    setIsWrong(asked === null);
    if (asked !== null) save.mutate({ name, limit, maxBytes: asked });
  };
  const isBelow = limit === "bytes" && asked !== null && asked < usedBytes;
  const standard = installationMaxBytes === null ? t("unlimited") : bytesText(installationMaxBytes);
  return (
    <Frame {...{ name, onClose }} isBusy={save.isPending} error={save.error?.message} onConfirm={submit}>
      <p className="text-small text-text-muted">{t("used", { size: bytesText(usedBytes) })}</p>
      <RadioGroup
        label={t("limit")}
        value={limit}
        onValueChange={(chosen) => setLimit(LIMITS.find((one) => one === chosen) ?? "default")}
        options={LIMITS.map((value) => ({
          value,
          label: t(`limits.${value}`, { size: standard }),
          help: t(`help.${value}`),
        }))}
      />
      {limit === "bytes" ? (
        <SizeField
          size={size}
          isWrong={isWrong}
          onChange={(next) => {
            setIsWrong(false);
            setSize(next);
          }}
        />
      ) : null}
      {isBelow ? <Callout tone="warning">{t("below")}</Callout> : null}
    </Frame>
  );
}

interface SizeFieldProps {
  size: TypedSize;
  isWrong: boolean;
  onChange: (size: TypedSize) => void;
}

function SizeField({ size, isWrong, onChange }: SizeFieldProps) {
  const t = useTranslations("adminStorageLimit");
  return (
    <Field id="storage-limit" label={t("size")} error={isWrong && t("wrongSize")}>
      <div className="flex gap-2">
        <Input
          id="storage-limit"
          inputMode="decimal"
          autoComplete="off"
          aria-invalid={isWrong || undefined}
          aria-describedby={isWrong ? "storage-limit-help" : undefined}
          className="min-w-0 flex-1"
          value={size.amount}
          onChange={({ target }) => onChange({ ...size, amount: target.value })}
        />
        <Select
          label={t("unit")}
          value={size.unit}
          options={SIZE_UNITS.map((value) => ({ value, label: value }))}
          onValueChange={(next) => onChange({ ...size, unit: SIZE_UNITS.find((one) => one === next) ?? size.unit })}
          className="w-24"
        />
      </div>
    </Field>
  );
}

function limitOf(maxBytes: number | null, isOwnLimit: boolean): Limit {
  if (!isOwnLimit) return "default";
  return maxBytes === null ? "none" : "bytes";
}
