"use client";

import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import { leadingTo } from "@/components/identity/local-path";
import { Button } from "@/components/ui/button";

/** Whoever signs in comes back to the page that was read, with its filters. */
export function SignInLink({ label }: { label: string }) {
  const path = usePathname();
  const query = useSearchParams().toString();
  const here = query === "" ? path : `${path}?${query}`;
  return (
    <Button asChild variant="primary">
      <Link href={leadingTo("/sign-in", here)}>{label}</Link>
    </Button>
  );
}
