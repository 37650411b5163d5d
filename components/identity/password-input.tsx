"use client";

import { Eye, EyeOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ComponentProps, type KeyboardEvent, useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";

/** A password that one can look at, and a word when the caps lock is on. Its words are those of `passwordInput`. */
export function PasswordInput(props: Omit<ComponentProps<typeof Input>, "type" | "suffix">) {
  const t = useTranslations("passwordInput");
  const [isShown, setIsShown] = useState(false);
  const [isCapsOn, setIsCapsOn] = useState(false);
  const look = (event: KeyboardEvent) => setIsCapsOn(event.getModifierState("CapsLock"));
  return (
    <>
      <span className="relative flex items-center">
        <Input className="pr-10" {...props} type={isShown ? "text" : "password"} onKeyUp={look} />
        <IconButton
          icon={isShown ? EyeOff : Eye}
          label={t("show")}
          aria-pressed={isShown}
          size="sm"
          className="absolute right-1.5"
          onClick={() => setIsShown(!isShown)}
        />
      </span>
      {isCapsOn ? (
        <p role="status" className="text-caption text-warning">
          {t("capsLock")}
        </p>
      ) : null}
    </>
  );
}
