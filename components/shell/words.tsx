import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import type en from "@/messages/en.json";

interface Props {
  /** What the islands below say; nothing else is sent to the browser. */
  namespaces: readonly (keyof typeof en)[];
  children: ReactNode;
}

export async function Words({ namespaces, children }: Props) {
  const messages = await getMessages();
  const picked = Object.fromEntries(namespaces.map((namespace) => [namespace, messages[namespace]]));
  return <NextIntlClientProvider messages={picked}>{children}</NextIntlClientProvider>;
}
