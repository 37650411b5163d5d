"use client";

import { useQuery } from "@tanstack/react-query";
import { useParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { TextLink } from "@/components/ui/text-link";
import type { RepoAddress } from "@/server/hub/contract/repo";
import { hrefOf } from "./href";

/** To the repository that an address lies in; nothing where that is missing too, or not for the viewer. */
export function WayBackLink() {
  const t = useTranslations("notFound");
  const trpc = useTRPC();
  const { shelf, namespace, name } = useParams<RepoAddress>();
  const { data } = useQuery(trpc.hub.getRepo.queryOptions({ shelf, namespace, name }, { retry: false }));
  if (!data) return null;
  return <TextLink href={hrefOf(data)}>{t("back", { name: `${data.namespace}/${data.name}` })}</TextLink>;
}
