"use client";

import { Check, ChevronDown } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { FloatButton } from "@/components/ui/float-button";
import { lazyFloat, lazyPart } from "@/components/ui/lazy-part";

const Menu = lazyFloat(() => import("@/components/ui/dropdown-menu").then((module) => module.DropdownMenu));
const MenuItem = lazyPart(() => import("@/components/ui/dropdown-menu").then((module) => module.MenuItem));

interface Props {
  label: string;
  options: readonly { readonly label: string; readonly href: string; readonly isChosen: boolean }[];
}

/** Words of a query to choose from: each leads to the list with it, or without it. */
export function QueryMenu({ label, options }: Props) {
  return (
    <FloatButton
      popup="menu"
      trigger={
        <Button variant="ghost" size="sm">
          {label}
          <ChevronDown aria-hidden />
        </Button>
      }
    >
      {(float) => (
        <Menu float={float}>
          {options.map(({ label: text, href, isChosen }) => (
            <MenuItem key={text} asChild>
              <Link href={href} aria-current={isChosen ? "true" : undefined}>
                <span dir="auto" className="min-w-0 flex-1 truncate">
                  {text}
                </span>
                {isChosen ? <Check aria-hidden className="text-accent-text" /> : null}
              </Link>
            </MenuItem>
          ))}
        </Menu>
      )}
    </FloatButton>
  );
}
