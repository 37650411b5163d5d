"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { useChanged } from "@/components/data/use-changed";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { useRefusalText } from "./refusal-text";

/** Words: `organizations` and `refusals`. */
export function RestoreOrganization({ name }: { name: string }) {
  const t = useTranslations("organizations");
  const trpc = useTRPC();
  const tell = useRefusalText();
  const changed = useChanged();
  const restore = useMutation(
    trpc.identity.restoreOrganization.mutationOptions({
      onSuccess: () => changed(t("restored", { name })),
      onError: (error) => void toast.error(tell(error)),
    }),
  );
  return (
    <Button busy={restore.isPending} onClick={() => restore.mutate({ name })}>
      {t("restore")}
    </Button>
  );
}
