"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { CreateUserInput } from "@/server/identity/contract";

const NewUser = CreateUserInput.pick({ username: true, email: true, password: true });
type Values = z.input<typeof NewUser>;
const EMPTY: Values = { username: "", email: "", password: "" };
const FIELDS = [
  { name: "username", type: "text" },
  { name: "email", type: "email" },
  { name: "password", type: "password" },
] as const;

/** An account for somebody else; the password is told to them, or replaced by a reset link. */
export function CreateUserDialog() {
  const t = useTranslations("adminCreateUser");
  const trpc = useTRPC();
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const form = useForm<Values>({ resolver: zodResolver(NewUser), defaultValues: EMPTY });
  const create = useMutation(
    trpc.identity.createUser.mutationOptions({
      onSuccess: ({ username }) => {
        change(false);
        toast.success(t("done", { username }));
        router.refresh();
      },
      onError: (error) => form.setError("root", { message: error.message }),
    }),
  );
  const change = (open: boolean) => {
    setIsOpen(open);
    form.reset(EMPTY);
  };
  const { errors } = form.formState;
  const problemOf = (name: keyof Values) =>
    form.getValues(name) === "" && errors[name] ? t("missing") : errors[name]?.message;
  return (
    <Dialog
      open={isOpen}
      onOpenChange={change}
      title={t("title")}
      description={t("text")}
      trigger={
        <Button variant="primary">
          <UserPlus aria-hidden />
          {t("open")}
        </Button>
      }
      footer={
        <>
          <DialogClose asChild>
            <Button>{t("cancel")}</Button>
          </DialogClose>
          <Button type="submit" form="create-user" variant="primary" busy={create.isPending}>
            {t("submit")}
          </Button>
        </>
      }
    >
      <form
        id="create-user"
        method="post"
        className="grid gap-4"
        onSubmit={form.handleSubmit((values) => create.mutate(values))}
      >
        {FIELDS.map(({ name, type }) => (
          <Field key={name} id={`new-${name}`} label={t(name)} help={t(`${name}Help`)} error={problemOf(name)}>
            <Input
              id={`new-${name}`}
              type={type}
              autoComplete={name === "password" ? "new-password" : "off"}
              aria-describedby={`new-${name}-help`}
              {...form.register(name)}
            />
          </Field>
        ))}
        {errors.root?.message ? <Callout tone="danger" title={errors.root.message} /> : null}
      </form>
    </Dialog>
  );
}
