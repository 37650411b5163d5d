"use client";

import { Ban, Eye, EyeOff, Flag, History, Link2, Pencil, Quote } from "lucide-react";
import { useTranslations } from "next-intl";
import { DropdownMenu, MenuItem } from "@/components/ui/dropdown-menu";
import type { Float } from "@/components/ui/float-button";

export type CommentAct = "link" | "quote" | "edit" | "history" | "hide" | "show" | "report" | "block";

interface Props {
  float: Float;
  acts: readonly CommentAct[];
  onAct: (act: CommentAct) => void;
}

const ICONS = {
  link: Link2,
  quote: Quote,
  edit: Pencil,
  history: History,
  hide: EyeOff,
  show: Eye,
  report: Flag,
  block: Ban,
};

export function CommentMenu({ float, acts, onAct }: Props) {
  const t = useTranslations("discussions");
  return (
    <DropdownMenu float={float}>
      {acts.map((act) => {
        const Icon = ICONS[act];
        return (
          <MenuItem
            key={act}
            icon={<Icon aria-hidden />}
            isDanger={act === "report" || act === "block"}
            onSelect={() => onAct(act)}
          >
            {t(`acts.${act}`)}
          </MenuItem>
        );
      })}
    </DropdownMenu>
  );
}
