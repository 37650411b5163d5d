"use client";

import { useRouter } from "next/navigation";
import { useEvery } from "@/components/hooks/use-every";

/** Reads the page anew from time to time, while somebody looks at it. */
export function RefreshEvery({ seconds }: { seconds: number }) {
  const router = useRouter();
  useEvery(seconds * 1_000, () => router.refresh());
  return null;
}
