"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { leadingTo } from "@/components/identity/local-path";
import { Button } from "@/components/ui/button";

/** Whoever signs in comes back to the page that was read. */
export function SignInLink({ label }: { label: string }) {
  const path = usePathname();
  return (
    <Button asChild variant="primary">
      <Link href={leadingTo("/sign-in", path)}>{label}</Link>
    </Button>
  );
}
